import type { Socket } from 'node:net'
import { type SecureContext, TLSSocket, createSecureContext } from 'node:tls'

/** A certificate with all that vouches for it, and its key; both PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** TLS as it is spoken from now on. @throws OpenSSL's error where the two are no pair */
export function tlsContext({ cert, key }: Certificate): SecureContext {
  // Without a name for them OpenSSL refuses to resume sessions of who showed a certificate.
  return createSecureContext({ cert, key, minVersion: 'TLSv1.2', sessionIdContext: 'earshot' })
}

/**
 * The daemon's end of TLS on a socket of which nothing was read but `start`. Clients are asked for a certificate, which
 * nobody has to vouch for: it is known again by its fingerprint. Browsers are not, since they would bother a person.
 * Emits 'secure' when the handshake is done.
 */
export function secure(raw: Socket, context: SecureContext, start: Buffer): TLSSocket {
  const isBrowser = start.includes('http/1.1')
  const tls = new TLSSocket(raw, {
    isServer: true,
    secureContext: context,
    requestCert: !isBrowser,
    rejectUnauthorized: false,
  })
  // A socket that fails before anybody listens must not end the process.
  return tls.on('error', () => {})
}

/** SHA-256 of the certificate that the client showed, in small hexadecimal digits; undefined where it showed none. */
export function clientFingerprint(tls: TLSSocket): string | undefined {
  return tls.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase()
}
