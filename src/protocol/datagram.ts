import { isVersionOne } from './datagram/fields.ts'
import { fitHere } from './datagram/fit.ts'
import { decodeFrame, encodeFrame, signedBytes } from './datagram/frame.ts'
import type { FrameFault } from './datagram/frame.ts'
import { byeFields, readBye, readHere } from './datagram/here.ts'
import type { Bye, Here } from './datagram/here.ts'
import { readObject } from './datagram/json.ts'
import type { JsonFault } from './datagram/json.ts'
import { queryBytes, readQuery } from './datagram/query.ts'
import type { Query } from './datagram/query.ts'

/**
 * What discovery says and hears: the datagrams of EAR1, from bytes to data and back. Nothing is hashed, signed or sent
 * here; that is the caller's business.
 */

/** Signs bytes with the room's key: 86 characters of base64url. */
export type Sign = (bytes: Uint8Array) => string

/** What the receiver of something signed has to check with the key in it. */
export interface Signed {
  readonly signature: string
  readonly signed: Uint8Array
}

/** A datagram of right form. Nothing is verified yet: who hashes and verifies is the caller. */
export type Datagram =
  | { readonly type: 'query'; readonly query: Query }
  | ({ readonly type: 'here'; readonly here: Here } & Signed)
  | ({ readonly type: 'bye'; readonly bye: Bye } & Signed)

/** Why bytes are not a datagram. */
export type DecodeFault = FrameFault | JsonFault | 'version' | 'field' | 'unpadded'

export type Decoded =
  | { readonly ok: true; readonly datagram: Datagram }
  | { readonly ok: false; readonly reason: DecodeFault }

/** Reads a datagram. Never throws, whatever the bytes are. */
export function decode(bytes: Uint8Array): Decoded {
  const outside = decodeFrame(bytes)
  if (!outside.ok) return outside
  const { type, signature, body } = outside.frame
  if (type === 'query' && bytes.length < queryBytes) return { ok: false, reason: 'unpadded' }
  const inside = readObject(body)
  if (!inside.ok) return inside
  const { fields } = inside
  if (!isVersionOne(fields)) return { ok: false, reason: 'version' }
  if (type === 'query') {
    const query = readQuery(fields)
    return query === undefined ? { ok: false, reason: 'field' } : { ok: true, datagram: { type, query } }
  }
  const proof: Signed = { signature, signed: signedBytes(type, body) }
  if (type === 'bye') {
    const bye = readBye(fields)
    return bye === undefined
      ? { ok: false, reason: 'field' }
      : { ok: true, datagram: { type, bye, ...proof } }
  }
  const here = readHere(fields)
  return here === undefined
    ? { ok: false, reason: 'field' }
    : { ok: true, datagram: { type, here, ...proof } }
}

const encoder = new TextEncoder()

/**
 * The datagram of a `here`, at most `bytes` long: it loses addresses, then the end of its name.
 * Undefined when not even that fits.
 */
export function encodeHere(here: Here, sign: Sign, bytes: number): Uint8Array | undefined {
  const text = fitHere(here, bytes)
  return text === undefined ? undefined : encodeSigned('here', text, sign)
}

/** The datagram that says that a room has gone. */
export function encodeBye(bye: Bye, sign: Sign): Uint8Array {
  return encodeSigned('bye', JSON.stringify(byeFields(bye)), sign)
}

function encodeSigned(type: 'here' | 'bye', text: string, sign: Sign): Uint8Array {
  const body = encoder.encode(text)
  return encodeFrame(type, sign(signedBytes(type, body)), body)
}
