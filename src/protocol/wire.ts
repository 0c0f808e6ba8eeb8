/**
 * Wire strings: strings whose character codes are the bytes on the wire (latin1). The daemon keeps all remote
 * text so: `length` counts bytes, V8 stores one byte a character, and UTF-8 passes through untouched.
 * Text meets them only here: configuration on its way in, logs and name checks on their way out.
 */

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Text as its UTF-8 bytes, one character a byte. */
export function toWire(text: string): string {
  if (isAscii(text)) return text
  let wire = ''
  for (const byte of encoder.encode(text)) wire += String.fromCharCode(byte)
  return wire
}

/** The text that a wire string spells; bytes that are no UTF-8 become U+FFFD. */
export function fromWire(wire: string): string {
  if (isAscii(wire)) return wire
  const bytes = new Uint8Array(wire.length)
  for (let i = 0; i < wire.length; i++) bytes[i] = wire.charCodeAt(i)
  return decoder.decode(bytes)
}

/** True when no character is above 0x7f. */
export function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text)
}

/** Whether the bytes of a wire string are well-formed UTF-8 (Unicode 16 table 3-7: no overlongs, no surrogates). */
export function isUtf8(wire: string): boolean {
  if (isAscii(wire)) return true
  let i = 0
  while (i < wire.length) {
    const lead = wire.charCodeAt(i++)
    if (lead < 0x80) continue
    if (lead < 0xc2 || lead > 0xf4) return false
    const second = wire.charCodeAt(i++)
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
    // Past the end charCodeAt gives NaN, which fails both comparisons.
    if (!(second >= low && second <= high)) return false
    const more = lead >= 0xf0 ? 2 : lead >= 0xe0 ? 1 : 0
    for (let n = 0; n < more; n++) {
      const next = wire.charCodeAt(i++)
      if (!(next >= 0x80 && next <= 0xbf)) return false
    }
  }
  return true
}

/** The longest start of a wire string that is at most `bytes` long and does not end inside a character. */
export function cutWire(wire: string, bytes: number): string {
  if (wire.length <= bytes) return wire
  let end = bytes
  while (end > 0 && (wire.charCodeAt(end) & 0xc0) === 0x80) end--
  return wire.slice(0, end)
}

/** V8 copies a part that is shorter, and makes a slice of any other. */
const shortestSlice = 13

/**
 * The same string on its own. A part of a string keeps the whole of it in memory, so one short message that is
 * remembered would hold on to the whole read that it came in. Something is put before it, and looked at, as V8 then
 * writes both into a new string: a sixth of what a way through JSON costs. test/protocol/wire.test.ts weighs it.
 */
export function detached(wire: string): string {
  if (wire.length < shortestSlice) return wire
  const longer = ` ${wire}`
  longer.charCodeAt(shortestSlice)
  return longer.slice(1)
}
