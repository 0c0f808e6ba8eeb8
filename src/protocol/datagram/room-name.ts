import { cutBytes } from '../utf8.ts'

/** Names of rooms, as strangers send them: made safe to show and to log. */

/** A room's name as announced. */
export const roomBytes = 48

/**
 * C0, C1 and everything invisible: bidirectional controls, zero-width marks, lone surrogates, line separators.
 * What cannot be seen could make one name pass for another, or act on a terminal.
 */
const unseen = /[\p{C}\u2028\u2029\p{Default_Ignorable_Code_Point}]/gu

/** A room's name that is safe to show: NFC, nothing unseen, at most 48 bytes. Empty when nothing is left. */
export function cleanRoom(name: string): string {
  const seen = name.replace(unseen, '').normalize('NFC').trim()
  return cutBytes(seen, roomBytes).trimEnd()
}

/** One key for all spellings of a name that people read as the same: case and compatibility forms. */
export function roomKey(name: string): string {
  return cleanRoom(name).normalize('NFKC').toLowerCase()
}

/** Whether `want` means this room: by its name, its id, or the first 8 or more characters of its id. */
export function isWanted(want: string, room: { readonly id: string; readonly room: string }): boolean {
  if (want.length >= 8 && room.id.startsWith(want.toLowerCase())) return true
  return roomKey(want) === roomKey(room.room)
}
