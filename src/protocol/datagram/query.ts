import { isNonce, isShortId, listOf } from './fields.ts'
import { encodeFrame } from './frame.ts'
import type { Fields } from './json.ts'
import { roomBytes } from './room-name.ts'
import { cutBytes, utf8Bytes } from '../utf8.ts'

/** "Who is there?" Anonymous: it tells nothing about the one who asks. */
export interface Query {
  /** Echoed inside the signature of every answer. */
  readonly nonce: string
  /** Only rooms of this name or id answer. */
  readonly want?: string
  /** The first 8 characters of ids that need not answer (the known answers of mDNS, RFC 6762 §7.1). */
  readonly known: readonly string[]
}

/** The size of every query of ours, and the least that is answered: room for any answer of ours. */
export const queryBytes = 512

const mostKnown = 8

const encoder = new TextEncoder()

/** The datagram of a query, padded to 512 bytes. What does not fit the format's bounds is left out. */
export function encodeQuery({ nonce, want, known }: Query): Uint8Array {
  const body = {
    v: 1,
    n: nonce,
    want: want === undefined ? undefined : cutBytes(want, roomBytes),
    known: known.length === 0 ? undefined : known.slice(0, mostKnown),
  }
  return encodeFrame('query', '-', encoder.encode(JSON.stringify(body)), queryBytes)
}

/** The query in a body, or undefined when a field has not its form. */
export function readQuery(fields: Fields): Query | undefined {
  const nonce = fields['n']
  const want = fields['want']
  const known = listOf(fields['known'], mostKnown, isShortId)
  if (!isNonce(nonce) || known === undefined) return undefined
  if (want === undefined) return { nonce, known }
  if (typeof want !== 'string' || want === '' || utf8Bytes(want) > roomBytes) return undefined
  return { nonce, want, known }
}
