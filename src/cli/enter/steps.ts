import { addressesOfKnown } from '../../client/known.ts'
import { type FoundRoom, seek } from '../../client/seek.ts'
import type { Rung } from '../../protocol/hub.ts'
import { defaultPort } from '../../protocol/ports.ts'
import { isNeighbour } from '../../transport/discovery/guards.ts'
import { openHub } from '../../transport/discovery/hub.ts'
import { lookAround } from '../../transport/discovery/interfaces.ts'
import type { Place } from '../../transport/discovery/mdns/browser.ts'
import type { Sending } from '../../transport/discovery/outlets.ts'
import { asker, readKnownRooms } from './find.ts'

/** What one step of the ladder, alone, was good for. */
export interface StepTaken {
  readonly rung: Rung
  readonly sendings: readonly Sending[]
  readonly rooms: readonly FoundRoom[]
  /** Where mDNS says that rooms are; `isNear`: in a network that this host is in. */
  readonly places: readonly (Place & { readonly isNear: boolean })[]
}

interface StepsInput {
  readonly stateDir: string
  readonly port: number
  readonly signal: AbortSignal
}

/**
 * How long the answers to each step are waited for, ms; a sweep is sent slowly. Everybody is asked first: who was asked
 * alone before may answer everything afterwards, for a firewall takes it for the same talk.
 */
const waits: readonly (readonly [Rung, number])[] = [
  ['loopback', 200],
  ['broadcast', 500],
  ['multicast', 500],
  ['mdns', 700],
  ['address', 300],
  ['neighbours', 500],
  ['sweep', 1_000],
]

/** Takes the steps of the ladder one after the other, each by itself, so that it shows which one finds what. */
export async function* takeSteps({ stateDir, port, signal }: StepsInput): AsyncGenerator<StepTaken> {
  const { rooms: known } = await readKnownRooms(stateDir)
  let sendings: Sending[] = []
  const hub = await openHub({
    port,
    addresses: addressesOfKnown(known, undefined),
    mdns: port === defaultPort,
    sent: (sending) => sendings.push(sending),
  })
  try {
    for (const [rung, timeoutMs] of waits) {
      sendings = []
      const steps = [{ atMs: 0, rungs: [rung], when: 'always' }] as const
      const rooms = await seek({ ...asker(), steps, timeoutMs, settle: 'all', hub, known, signal })
      if (signal.aborted) return
      const { networks } = lookAround()
      const places = rung === 'mdns' ? hub.places() : []
      const near = places.map((place) => ({ ...place, isNear: isNeighbour(place.address, networks) }))
      yield { rung, sendings, rooms, places: near }
    }
  } finally {
    hub.close()
  }
}
