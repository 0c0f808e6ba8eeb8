import { generateKeyPairSync } from 'node:crypto'
import type { Server, Socket } from 'node:net'
import { createServer } from 'node:tls'

const dayMs = 86_400_000

/** TLS as Node gives it, with a certificate of the kind that earshot makes itself. */
export async function tlsServer(accept: (socket: Socket) => void): Promise<Server> {
  // As earshot does: who needs no certificate loads nothing for it, so that memory can be compared.
  const { selfSigned } = await import('../../src/ops/self-signed.ts')
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const cert = await selfSigned({
    key: privateKey,
    room: 'bench',
    names: ['localhost'],
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + dayMs),
  })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' })
  return createServer({ cert, key, noDelay: true }, accept).on('tlsClientError', () => {})
}
