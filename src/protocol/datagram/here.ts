import * as form from './fields.ts'
import type { Fields } from './json.ts'
import { cleanRoom, roomBytes } from './room-name.ts'
import { utf8Bytes } from '../utf8.ts'

/** Who speaks, in which life, and how many-th word that is: fields of everything that is signed. */
export interface Speaker {
  readonly id: string
  /** Raw Ed25519 public key, base64url; the receiver checks that `id` is its hash. */
  readonly publicKey: string
  /** Fresh for every start of the daemon. */
  readonly bootId: string
  /** Grows with every datagram of one life. */
  readonly seq: number
}

/** "A room is here." An answer when it has a nonce, an announcement when not. */
export interface Here extends Speaker {
  readonly nonce?: string
  readonly ttlSeconds: number
  readonly room: string
  readonly tcpPort: number
  readonly tls: boolean
  readonly ws: boolean
  /** SHA-256 of the TLS certificate, base64url. */
  readonly fingerprint?: string
  /** Addresses of the interface that was asked; at most 8. */
  readonly addresses: readonly string[]
  readonly version: string
}

/** "The room is gone." */
export type Bye = Speaker

const mostTtlSeconds = 300
export const mostAddresses = 8

/** The fields of a `here` in the order and under the names of the wire. */
export function hereFields(here: Here): object {
  return {
    v: 1,
    n: here.nonce,
    ...speakerFields(here),
    ttl: here.ttlSeconds,
    room: here.room,
    tcp: here.tcpPort,
    tls: here.tls,
    ws: here.ws,
    fp: here.fingerprint,
    addrs: here.addresses,
    ver: here.version,
  }
}

/** The fields of a `bye` as on the wire. */
export function byeFields(bye: Bye): object {
  return { v: 1, ...speakerFields(bye) }
}

/** The `here` in a body, its name safe to show; undefined when a field has not its form. */
export function readHere(fields: Fields): Here | undefined {
  const speaker = readBye(fields)
  const { n: nonce, ttl, room, tcp, tls, ws, fp, ver } = fields
  const addresses = form.listOf(fields['addrs'], mostAddresses, form.isAddress)
  if (speaker === undefined || addresses === undefined) return undefined
  if (nonce !== undefined && !form.isNonce(nonce)) return undefined
  if (fp !== undefined && !form.isKey(fp)) return undefined
  if (!form.isInteger(ttl, 1, mostTtlSeconds) || !form.isPort(tcp) || !form.isVersion(ver)) return undefined
  if (typeof tls !== 'boolean' || typeof ws !== 'boolean') return undefined
  if (typeof room !== 'string' || utf8Bytes(room) > roomBytes) return undefined
  const name = cleanRoom(room)
  if (name === '') return undefined
  return {
    ...speaker,
    ...(nonce === undefined ? {} : { nonce }),
    ttlSeconds: ttl,
    room: name,
    tcpPort: tcp,
    tls,
    ws,
    ...(fp === undefined ? {} : { fingerprint: fp }),
    addresses,
    version: ver,
  }
}

/** The speaker in a body, which is all that a `bye` says. */
export function readBye(fields: Fields): Bye | undefined {
  const { id, pk, bid, seq } = fields
  if (!form.isId(id) || !form.isKey(pk) || !form.isBootId(bid)) return undefined
  if (!form.isInteger(seq, 0, Number.MAX_SAFE_INTEGER)) return undefined
  return { id, publicKey: pk, bootId: bid, seq }
}

function speakerFields({ id, publicKey, bootId, seq }: Speaker): object {
  return { id, pk: publicKey, bid: bootId, seq }
}
