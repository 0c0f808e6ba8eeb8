import { createHash, createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { type Server, type Socket, createServer as createPlain } from 'node:net'
import { type TLSSocket, type TlsOptions, createServer } from 'node:tls'
import type { Seen } from '../../src/client/security.ts'
import { asPem } from '../../src/ops/certificate.ts'
import type { Certificate } from '../../src/ops/certificate.ts'
import { selfSigned } from '../../src/ops/self-signed.ts'

/** Small servers on loopback, each on a port of its own, and certificates for them. */

const servers: Server[] = []
const sockets: Socket[] = []

/** A certificate with its private key, and the hash of its public one. */
export interface Shown extends Certificate {
  readonly seen: Seen
}

const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

/** A fresh certificate, for a key of its own or for that of an earlier one. */
export async function certificate(before?: Shown): Promise<Shown> {
  const key = before === undefined ? newKey() : createPrivateKey(before.key)
  const notBefore = new Date(Date.now() - 60_000)
  const notAfter = new Date(Date.now() + 86_400_000)
  const leaf = new X509Certificate(await selfSigned({ key, room: 'Office', names: [], notBefore, notAfter }))
  const shown = asPem(leaf, key)
  const spki = leaf.publicKey.export({ type: 'spki', format: 'der' })
  const seen = {
    fingerprint: shown.fingerprint,
    key: createHash('sha256').update(spki).digest('base64url'),
  }
  return { ...shown, seen }
}

/** A server that plays one script for each connection. */
export async function plainServer(script: (socket: Socket) => void): Promise<number> {
  return await listening(createPlain((socket) => script(kept(socket))))
}

/** The same over TLS. `gone` is told of each TCP connection that has ended. */
export async function tlsServer(
  { cert, key }: Certificate,
  script: (socket: TLSSocket) => void,
  { gone, port = 0, ...options }: TlsOptions & { readonly gone?: () => void; readonly port?: number } = {},
): Promise<number> {
  const server = createServer({ cert, key, ...options }, (socket) => {
    kept(socket)
    script(socket)
  })
  server.on('connection', (socket) => kept(socket).on('close', () => gone?.()))
  server.on('tlsClientError', () => undefined)
  return await listening(server, port)
}

/** Ends them all. TLS before what carries it: the other way round Node 20 crashes where it has just begun. */
export function closeServers(): void {
  for (const socket of sockets.splice(0).reverse()) socket.destroy()
  for (const server of servers.splice(0)) server.close()
}

function kept(socket: Socket): Socket {
  sockets.push(socket)
  socket.on('error', () => undefined)
  return socket
}

async function listening(server: Server, port = 0): Promise<number> {
  servers.push(server)
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP')
  return address.port
}
