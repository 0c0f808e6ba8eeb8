import { randomBytes } from 'node:crypto'
import { formatKnown, parseKnown, pinOf, withRoom } from '../../client/known.ts'
import type { KnownRooms } from '../../client/known.ts'
import { seek } from '../../client/seek.ts'
import type { FoundRoom } from '../../client/seek.ts'
import { readKnown, writeKnown } from '../../ops/known-file.ts'
import { idOf, isSignedBy } from '../../ops/signatures.ts'
import { discoveryPort } from '../../protocol/ports.ts'
import { systemClock } from '../../transport/discovery/clock.ts'
import { openHub } from '../../transport/discovery/hub.ts'

export interface FindRoomsInput {
  readonly timeoutMs: number
  /** A room's name (case does not matter) or its id, or the first 8 or more characters of it. */
  readonly want?: string
  /** `first`: 120 ms after the first answer, for joining. `all`: the full time, for listing. */
  readonly settle: 'first' | 'all'
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
}

/** Looks for rooms on every network of this host. Throws when the port or `known_rooms.json` is unusable. */
export async function findRooms(input: FindRoomsInput): Promise<FindRoomsResult> {
  const { stateDir, port = discoveryPort(process.env), ...look } = input
  const known = await knownRooms(stateDir)
  const hub = await openHub({ port })
  try {
    const rooms = await seek({
      ...look,
      hub,
      known,
      clock: systemClock,
      nonce: randomBytes(16).toString('base64url'),
      isGenuine: ({ id, publicKey }, { signed, signature }) =>
        idOf(publicKey) === id && isSignedBy(publicKey, signed, signature),
    })
    return { rooms, asked: hub.asked(), problems: hub.problems() }
  } finally {
    hub.close()
  }
}

/**
 * Pins a room that was joined: from now on its name stands for its identity. Call it after the first join; a name
 * that stands for another identity stays so unless a person said `replace`. Gives what the pin was before.
 * Where a new name cannot be written down, `unkept` is told why and nothing is thrown; a list that cannot be read, or
 * a `replace` that cannot be kept, is thrown.
 */
export async function trustRoom(input: {
  readonly stateDir: string
  readonly room: Pick<FoundRoom, 'id' | 'room'>
  readonly replace?: boolean
  readonly unkept?: (why: string) => void
}): Promise<FoundRoom['pin']> {
  const { stateDir, room, replace = false, unkept } = input
  const known = await knownRooms(stateDir)
  const pin = pinOf(known, room)
  if (pin === 'same' || (pin === 'changed' && !replace)) return pin
  try {
    await writeKnown(stateDir, formatKnown(withRoom(known, room, new Date().toISOString())))
  } catch (error) {
    if (replace || unkept === undefined || !(error instanceof Error)) throw error
    unkept(error.message)
  }
  return pin
}

async function knownRooms(stateDir: string): Promise<KnownRooms> {
  return (await readKnown(stateDir, parseKnown)) ?? new Map()
}
