import type { FoundRoom } from '../client/seek.ts'

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
export async function findRooms(_input: FindRoomsInput): Promise<FindRoomsResult> {
  return await Promise.resolve({ rooms: [], asked: [], problems: [] })
}
