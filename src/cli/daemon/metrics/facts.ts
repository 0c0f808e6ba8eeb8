import { readdirSync } from 'node:fs'
import type { RoomCounts } from '../../../actors/counts.ts'
import { openFilesLimit } from '../../../ops/descriptors.ts'
import type { EventName } from '../../../ops/events.ts'
import type { Lag } from '../../../ops/loop-lag.ts'
import type { DoorCounts } from '../../../transport/door.ts'
import type { DiscoveryCounts } from '../input.ts'
import type { Life } from '../life.ts'

/** All that metrics are made of, as it is at one moment. */
export interface Facts {
  readonly version: string
  readonly node: string
  /** Absent: there is no room yet. */
  readonly room: RoomCounts | undefined
  readonly door: DoorCounts | undefined
  /** Absent: there is no discovery. */
  readonly discovery: DiscoveryCounts | undefined
  readonly log: {
    readonly counts: ReadonlyMap<EventName, number>
    readonly lost: Readonly<Record<string, number>>
  }
  readonly lag: Lag
  readonly isReady: boolean
  /** When the certificate ends, seconds since 1970. */
  readonly certificateEnds: number | undefined
  readonly process: {
    readonly cpuSeconds: number
    readonly residentBytes: number
    readonly startSeconds: number
    /** Absent where the system does not say. */
    readonly openFiles: number | undefined
    readonly mostFiles: number
  }
}

/** Reckoned once: two clocks never agree twice, and a change of it is a restart for who watches. */
const startSeconds = Date.now() / 1000 - process.uptime()

/** Looks at everything that is counted. */
export function factsOf(life: Life): Facts {
  const { log, version } = life.given
  const { user, system } = process.cpuUsage()
  const ends = life.files?.tls.certificate().notAfterMs
  return {
    version,
    node: process.version,
    room: life.running?.counts(),
    door: life.listener?.counts(),
    discovery: life.countDiscovery?.(),
    log: { counts: log.memory.counts, lost: log.lost() },
    lag: life.lag.read(),
    isReady: life.readiness === 'ready',
    certificateEnds: ends === undefined ? undefined : ends / 1000,
    process: {
      cpuSeconds: (user + system) / 1e6,
      residentBytes: process.memoryUsage.rss(),
      startSeconds,
      openFiles: openFiles(),
      mostFiles: openFilesLimit(),
    },
  }
}

function openFiles(): number | undefined {
  try {
    return readdirSync('/proc/self/fd').length
  } catch {
    return undefined
  }
}
