/**
 * Names that strangers send, made safe to show and to log, and the byte counting that goes with them.
 * This folder is the datagram format EAR1: bytes to data and back. It knows nothing and runs in a browser;
 * who signs, hashes and sends is the caller's business.
 */

/** A room's name as announced. */
export const roomBytes = 48

const encoder = new TextEncoder()

/**
 * C0, C1 and everything invisible: bidirectional controls, zero-width marks, lone surrogates, line separators.
 * What cannot be seen could make one name pass for another, or act on a terminal.
 */
const unseen = /[\p{C}\u2028\u2029\p{Default_Ignorable_Code_Point}]/gu

/** How many bytes of UTF-8 a text takes. */
export function utf8Bytes(text: string): number {
  return encoder.encode(text).length
}

/** As many parts, from the first on, as `bytes` of UTF-8 hold; a string is cut between its code points. */
export function cutBytes(parts: Iterable<string>, bytes: number): string {
  let kept = ''
  let size = 0
  for (const part of parts) {
    size += utf8Bytes(part)
    if (size > bytes) break
    kept += part
  }
  return kept
}

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
