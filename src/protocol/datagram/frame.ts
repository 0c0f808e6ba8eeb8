/**
 * The outside of a datagram:
 *
 *     EAR1 <type> <signature>\n      type: query, here, bye; signature: 86 characters of base64url, or `-`
 *     {JSON on one line}\n           the exact bytes that are signed
 *     <spaces>                       only behind a query, so that no answer is larger than its query
 */
export type FrameType = 'query' | 'here' | 'bye'

export interface Frame {
  readonly type: FrameType
  /** `-` on a query, which is anonymous. */
  readonly signature: string
  /** The JSON without its line end. */
  readonly body: Uint8Array
}

/** Why bytes are not a frame. */
export type FrameFault = 'length' | 'magic' | 'header' | 'body-end' | 'padding'

/** Everything shorter is noise. */
const leastBytes = 64

/** One that no link cuts in two: below IPv6's 1280 with its headers; macOS refuses to fragment broadcasts. */
const mostBytes = 1_200

/** `EAR1 here <86>\n` (at most: `bye` is shorter) and the body's line end. */
export const signedOverheadBytes = 98

const magic = 'EAR1 '
const header = /^EAR1 (?:(query) (-)|(here|bye) ([\w-]{86}))$/
const newline = 10
const space = 32

const encoder = new TextEncoder()

/** What a signature covers: the type too, so that a `bye` can never be made of a `here`. */
export function signedBytes(type: FrameType, body: Uint8Array): Uint8Array {
  const prefix = encoder.encode(`ear1\0${type}\0`)
  const bytes = new Uint8Array(prefix.length + body.length)
  bytes.set(prefix)
  bytes.set(body, prefix.length)
  return bytes
}

/** The datagram of a frame, filled up with spaces to `bytes`. */
export function encodeFrame(type: FrameType, signature: string, body: Uint8Array, bytes = 0): Uint8Array {
  const head = encoder.encode(`EAR1 ${type} ${signature}\n`)
  const size = head.length + body.length + 1
  const datagram = new Uint8Array(Math.max(size, bytes)).fill(space)
  datagram.set(head)
  datagram.set(body, head.length)
  datagram[size - 1] = newline
  return datagram
}

/** Whether these bytes claim to be EAR1 at all. */
function hasMagic(bytes: Uint8Array): boolean {
  for (let at = 0; at < magic.length; at++) if (bytes[at] !== magic.charCodeAt(at)) return false
  return true
}

/** Takes a datagram apart without looking into its body. Never throws. */
export function decodeFrame(
  bytes: Uint8Array,
): { readonly ok: true; readonly frame: Frame } | { readonly ok: false; readonly reason: FrameFault } {
  if (bytes.length < leastBytes || bytes.length > mostBytes) return { ok: false, reason: 'length' }
  if (!hasMagic(bytes)) return { ok: false, reason: 'magic' }
  const headEnd = bytes.indexOf(newline)
  if (headEnd === -1 || headEnd >= signedOverheadBytes) return { ok: false, reason: 'header' }
  const match = header.exec(String.fromCharCode(...bytes.subarray(0, headEnd)))
  if (match === null) return { ok: false, reason: 'header' }
  const bodyEnd = bytes.indexOf(newline, headEnd + 1)
  if (bodyEnd === -1) return { ok: false, reason: 'body-end' }
  const type = match[1] === 'query' ? 'query' : match[3] === 'here' ? 'here' : 'bye'
  const rest = bytes.subarray(bodyEnd + 1)
  if (rest.length > 0 && (type !== 'query' || rest.some((byte) => byte !== space)))
    return { ok: false, reason: 'padding' }
  return {
    ok: true,
    frame: { type, signature: match[4] ?? '-', body: bytes.subarray(headEnd + 1, bodyEnd) },
  }
}
