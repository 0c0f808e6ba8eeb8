import { randomBytes } from 'node:crypto'
import { addressesOfKnown, formatKnown, learn, nothingKnown, parseKnown } from '../../client/known.ts'
import type { Known, Met } from '../../client/known.ts'
import { addressLadder, ladder, ladderWithoutSweep } from '../../client/ladder.ts'
import type { Place } from '../../client/places.ts'
import { seek } from '../../client/seek.ts'
import type { FoundRoom } from '../../client/seek.ts'
import { readKnown, writeKnown } from '../../ops/known-file.ts'
import { idOf, isSignedBy } from '../../ops/signatures.ts'
import type { Signed } from '../../protocol/datagram.ts'
import type { Bye } from '../../protocol/datagram/here.ts'
import { defaultPort, discoveryPort } from '../../protocol/ports.ts'
import { systemClock } from '../../transport/discovery/clock.ts'
import { openHostHub } from '../../transport/discovery/host-hub.ts'
import { openHub } from '../../transport/discovery/hub.ts'

export interface FindRoomsInput {
  readonly timeoutMs: number
  /** A room's name (case does not matter) or its id, or the first 8 or more characters of it. */
  readonly want?: string
  /** `first`: 120 ms after the first answer, for joining. `all`: the full time, for listing. */
  readonly settle: 'first' | 'all'
  /** Whether every address of our networks may be asked at the end: for a person who waits, not again and again. */
  readonly sweep: boolean
  /** Where `known_rooms.json` is. */
  readonly stateDir: string
  /** UDP port; by default `EARSHOT_DISCOVERY_PORT`, or the protocol's own. */
  readonly port?: number
  /** Ends the look early with what was found until then. */
  readonly signal?: AbortSignal
}

export interface FindRoomsResult {
  readonly rooms: readonly FoundRoom[]
  /** The broadcast addresses that were asked, for messages. */
  readonly asked: readonly string[]
  /** Interfaces that could not be asked, with the system's error code. */
  readonly problems: readonly { readonly interface: string; readonly code: string }[]
  /** Where mDNS says that rooms are. */
  readonly places: readonly Place[]
}

/** Looks for rooms on every network of this host. Throws when the port or `known_rooms.json` is unusable. */
export async function findRooms(input: FindRoomsInput): Promise<FindRoomsResult> {
  const { stateDir, sweep, port = discoveryPort(process.env), ...look } = input
  const { rooms: known } = await readKnownRooms(stateDir)
  const hub = await openHub({
    port,
    addresses: addressesOfKnown(known, look.want),
    mdns: port === defaultPort,
  })
  const steps = sweep ? ladder : ladderWithoutSweep
  try {
    const rooms = await seek({ ...look, ...asker(), steps, hub, known })
    const places = hub.places().map(({ address, tcpPort = port }) => ({ host: address, port: tcpPort }))
    return { rooms, asked: hub.asked(), problems: hub.problems(), places }
  } finally {
    hub.close()
  }
}

/** How long a host that was typed may take to say which room it is, ms. */
const askMs = 500

/**
 * The room at that host and TCP port, as it says itself, signed, on the UDP port of discovery; undefined where nobody
 * answers in time: nobody is there, a firewall is between, or it is too far away to be answered.
 */
export async function askHost(
  { host, port }: Place,
  { stateDir, signal }: { readonly stateDir: string; readonly signal?: AbortSignal },
): Promise<FoundRoom | undefined> {
  const { rooms: known } = await readKnownRooms(stateDir)
  const hub = await openHostHub({ host, port: discoveryPort(process.env) })
  if (hub === undefined) return undefined
  try {
    const look = { timeoutMs: askMs, settle: 'first', tcpPort: port, ...(signal && { signal }) } as const
    const [room] = await seek({ ...look, ...asker(), steps: addressLadder, hub, known })
    return room === undefined ? undefined : { ...room, host }
  } finally {
    hub.close()
  }
}

const newNonce = (): string => randomBytes(16).toString('base64url')

/** What each look takes from the system. */
export const asker = () => ({
  clock: systemClock,
  nonce: newNonce(),
  newNonce,
  isGenuine: ({ id, publicKey }: Bye, { signed, signature }: Signed) =>
    idOf(publicKey) === id && isSignedBy(publicKey, signed, signature),
})

/**
 * Keeps what was met inside a room: from now on its name stands for its identity. A name that stands for another
 * identity stays so unless a person said `replace`.
 * Where it cannot be written down, `unkept` is told why and nothing is thrown; a list that cannot be read, or a
 * `replace` that cannot be kept, is thrown.
 */
export async function keepMet(
  input: Met & {
    readonly stateDir: string
    readonly replace?: boolean
    readonly unkept?: (why: string) => void
  },
): Promise<void> {
  const { stateDir, replace = false, unkept } = input
  const known = await readKnownRooms(stateDir)
  const after = learn(known, input, replace, new Date().toISOString())
  if (after === known) return
  try {
    await writeKnown(stateDir, formatKnown(after))
  } catch (error) {
    if (replace || unkept === undefined || !(error instanceof Error)) throw error
    unkept(error.message)
  }
}

/** What `known_rooms.json` says. */
export async function readKnownRooms(stateDir: string): Promise<Known> {
  return (await readKnown(stateDir, parseKnown)) ?? nothingKnown
}
