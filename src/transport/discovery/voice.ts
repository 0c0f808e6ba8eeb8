import { encodeBye, encodeHere } from '../../protocol/datagram.ts'
import { queryBytes } from '../../protocol/datagram/query.ts'

/** Who signs what a daemon says; ops/identity.ts makes one. */
export interface Signer {
  readonly id: string
  readonly publicKey: string
  sign(bytes: Uint8Array): string
}

/** What a daemon says of itself. */
export interface Self {
  readonly identity: Signer
  readonly room: string
  readonly tcpPort: number
  /** The one address that the TCP port is on; absent: all. */
  readonly bind?: string
  /** 8 hexadecimal digits, fresh for every start of the daemon. */
  readonly bootId: string
  /** The next number of this boot: also a socket that is opened again goes on where the last one was. */
  readonly nextSeq: () => number
  readonly version: string
  /** Given when the TCP port also speaks TLS: the SHA-256 of the certificate that it shows now, base64url. */
  readonly tlsFingerprint?: () => string
  /** Whether the TCP port also speaks WebSocket. Default: no. */
  readonly ws?: boolean
}

/** A daemon's words, each signed and with the next number. */
export interface Voice {
  /** An answer to `nonce`; undefined when it cannot be said in `bytes`. */
  answer(nonce: string, addresses: readonly string[], bytes: number): Uint8Array | undefined
  announcement(addresses: readonly string[]): Uint8Array | undefined
  bye(): Uint8Array
}

/** Three announcements may be lost before a room counts as gone. */
const ttlSeconds = 90

/** Longer ones have no place in an answer. */
const versionLetters = 16

/** The voice of a daemon; every word of it takes the next number of its boot. */
export function openVoice(self: Self): Voice {
  const { identity, bootId, nextSeq } = self
  const sign = (bytes: Uint8Array): string => identity.sign(bytes)
  const speaker = () => ({ id: identity.id, publicKey: identity.publicKey, bootId, seq: nextSeq() })
  const here = (addresses: readonly string[]) => ({
    ...speaker(),
    ttlSeconds,
    room: self.room,
    tcpPort: self.tcpPort,
    tls: self.tlsFingerprint !== undefined,
    ws: self.ws ?? false,
    ...(self.tlsFingerprint === undefined ? {} : { fingerprint: self.tlsFingerprint() }),
    addresses,
    version: self.version.slice(0, versionLetters),
  })
  return {
    answer: (nonce, addresses, bytes) => encodeHere({ nonce, ...here(addresses) }, sign, bytes),
    announcement: (addresses) => encodeHere(here(addresses), sign, queryBytes),
    bye: () => encodeBye(speaker(), sign),
  }
}
