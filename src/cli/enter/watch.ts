import { type FoundRoom, seek } from '../../client/seek.ts'
import { defaultPort, discoveryPort } from '../../protocol/ports.ts'
import { openHub } from '../../transport/discovery/hub.ts'
import { asker, readKnownRooms } from './find.ts'

interface WatchInput {
  readonly stateDir: string
  /** Ends it. */
  readonly signal: AbortSignal
  /** The rooms that are there, whenever others are or something of them has changed; first none. */
  readonly changed: (rooms: readonly FoundRoom[]) => void
}

/** As long as a timer can be. */
const everMs = 2 ** 31 - 1
/** A network that came is asked on within this time, and an address that went is forgotten in 2.5 times of it. */
const everyMs = 1_500

/** Looks for rooms until it is told to stop. */
export async function watchRooms({ stateDir, signal, changed }: WatchInput): Promise<void> {
  const { rooms: known } = await readKnownRooms(stateDir)
  const port = discoveryPort(process.env)
  const hub = await openHub({ port, announcements: true, mdns: port === defaultPort })
  try {
    const look = { everyMs, timeoutMs: everMs, settle: 'all', signal, changed } as const
    await seek({ ...asker(), ...look, hub, known })
  } finally {
    hub.close()
  }
}
