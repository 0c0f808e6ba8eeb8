import type { RoomConfig } from '../room/room.ts'

/** What operators need of the computer that the room is on: the room knows neither passwords nor files. */
export interface Operations {
  /** Whether this name may be an operator with this password; both are wire strings. Takes as long for any. */
  vouch(name: string, password: string): boolean
  /** The names that may be operators, as wire strings; a star for any. */
  names(): readonly string[]
  /** Reads the operator's files again. Rejects with a sentence for the operator when one is broken; nothing is changed then. */
  reread(): Promise<RoomConfig>
}
