import { isIP } from 'node:net'
import { duplexPair } from 'node:stream'
import { TLSSocket, connect, createSecureContext } from 'node:tls'
import type { Certificate } from './certificate.ts'

/** Nothing leaves the process; a handshake takes a few ms. */
const handshakeMs = 5_000

/**
 * Whether a client that trusts the public certificate authorities that Node knows would take this certificate for that
 * host name. It is asked by a handshake in memory, so that the answer is TLS's own. Never rejects.
 * @param ca PEM of who is to be trusted instead
 */
export async function isPubliclyTrusted(
  certificate: Pick<Certificate, 'cert' | 'key'>,
  serverName: string,
  ca?: string,
): Promise<boolean> {
  // A public name is asked for; TLS sends no address as one (RFC 6066 §3).
  if (serverName === '' || isIP(serverName) !== 0) return false
  try {
    const [near, far] = duplexPair()
    const { cert, key } = certificate
    const server = new TLSSocket(far, { isServer: true, secureContext: createSecureContext({ cert, key }) })
    server.on('error', () => undefined)
    const client = connect({
      socket: near,
      servername: serverName,
      rejectUnauthorized: false,
      ...(ca === undefined ? {} : { ca }),
    })
    const isTrusted = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), handshakeMs)
      const answer = (isTrusted: boolean): void => {
        clearTimeout(timer)
        resolve(isTrusted)
      }
      client.once('secureConnect', () => answer(client.authorized))
      client.on('error', () => answer(false))
      client.once('close', () => answer(false))
    })
    client.destroy()
    server.destroy()
    return isTrusted
  } catch {
    return false
  }
}
