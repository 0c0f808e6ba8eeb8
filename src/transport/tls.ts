import type { Socket } from 'node:net'
import { type SecureContext, TLSSocket, createSecureContext } from 'node:tls'
import { offersHttp } from './client-hello.ts'

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
 * The daemon's end of TLS on a socket of which nothing was read but `clientHello`. Clients are asked for a certificate, which
 * nobody has to vouch for: it is known again by its fingerprint. Browsers are not, since they would bother a person.
 * Emits 'secure' when the handshake is done.
 */
export function secure(raw: Socket, context: SecureContext, clientHello: Buffer): TLSSocket {
  const tls = new TLSSocket(raw, {
    isServer: true,
    secureContext: context,
    requestCert: !offersHttp(clientHello),
    rejectUnauthorized: false,
  })
  // A socket that fails before anybody listens must not end the process. What fails after the handshake (a record that
  // cannot be read, another handshake) Node tells its own tls.Server alone: unheard, the connection would stay as it is.
  return tls.on('error', () => {}).on('_tlsError', (error: Error) => void tls.destroy(error))
}

/** SHA-256 of the certificate that the client showed, in small hexadecimal digits; undefined where it showed none. */
export function clientFingerprint(tls: TLSSocket): string | undefined {
  return tls.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase()
}
