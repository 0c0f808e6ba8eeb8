import { createHash } from 'node:crypto'
import type { X509Certificate } from 'node:crypto'
import { type Socket, isIP } from 'node:net'
import { type TLSSocket, connect } from 'node:tls'
import type { Seen } from './security.ts'

/** Who we are, to who asks in the handshake: PEM. */
export interface Credentials {
  readonly cert: string
  readonly key: string
}

/**
 * Begins TLS over a connection. No authority is asked: a room makes its certificate itself, and what vouches for it is
 * the room's announcement, or that it was the same before. Nothing may be sent before that is checked.
 */
export function encrypt(socket: Socket, host: string, credentials: Credentials | undefined): TLSSocket {
  return connect({
    socket,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: false,
    // RFC 6066 §3: an address is no server name.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(credentials === undefined ? {} : { cert: credentials.cert, key: credentials.key }),
  })
}

/** The certificate that was shown in a handshake that is done. @throws {Error} where there was none */
export function seenOn(stream: TLSSocket): Seen {
  const certificate = stream.getPeerX509Certificate()
  if (certificate === undefined) throw new Error('no certificate was shown')
  return seenIn(certificate)
}

function seenIn({ raw, publicKey }: X509Certificate): Seen {
  return { fingerprint: sha256(raw), key: sha256(publicKey.export({ type: 'spki', format: 'der' })) }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url')
