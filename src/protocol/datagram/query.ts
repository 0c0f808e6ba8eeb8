import type { Source } from '../hub.ts'
import { parseIpv4 } from '../ipv4.ts'
import { parseZoned } from '../zoned.ts'
import { isNonce, isPort, isShortId, listOf } from './fields.ts'
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
  /**
   * Who asked, where one daemon passes the query on to the others of its host: of a datagram to the host's own address
   * only one of them hears. Believed from this host alone.
   */
  readonly via?: Source
}

/** The size of every query of ours, and the least that is answered: room for any answer of ours. */
export const queryBytes = 512

const mostKnown = 8

const encoder = new TextEncoder()

/** The datagram of a query, padded to 512 bytes. What does not fit the format's bounds is left out. */
export function encodeQuery({ nonce, want, known, via }: Query): Uint8Array {
  const body = {
    v: 1,
    n: nonce,
    want: want === undefined ? undefined : cutBytes(want, roomBytes),
    known: known.length === 0 ? undefined : known.slice(0, mostKnown),
    via: via === undefined ? undefined : `${via.address}:${via.port}`,
  }
  return encodeFrame('query', '-', encoder.encode(JSON.stringify(body)), queryBytes)
}

/** The query in a body, or undefined when a field has not its form. */
export function readQuery(fields: Fields): Query | undefined {
  const nonce = fields['n']
  const want = fields['want']
  const known = listOf(fields['known'], mostKnown, isShortId)
  if (!isNonce(nonce) || known === undefined) return undefined
  const via = readVia(fields['via'])
  if (via === 'none') return undefined
  const query = { nonce, known, ...(via === undefined ? {} : { via }) }
  if (want === undefined) return query
  if (typeof want !== 'string' || want === '' || utf8Bytes(want) > roomBytes) return undefined
  return { ...query, want }
}

/** `address:port`; `none` where it has not that form. */
function readVia(value: unknown): Source | 'none' | undefined {
  if (value === undefined) return undefined
  const [, address = '', digits = ''] =
    /^(.{2,63}):(\d{1,5})$/.exec(typeof value === 'string' ? value : '') ?? []
  const port = Number(digits)
  const isAddress = parseIpv4(address) !== undefined || parseZoned(address) !== undefined
  return isAddress && isPort(port) ? { address, port } : 'none'
}
