import { type TLSSocket, connect } from 'node:tls'
import { expect, vi } from 'vitest'
import type { Certificate } from '../src/ops/certificate.ts'

/** A connection in TLS with a certificate of its own: what it sends, and what it hears, in any order. */
export async function openTls(port: number, { cert, key }: Pick<Certificate, 'cert' | 'key'>) {
  const socket = await new Promise<TLSSocket>((resolve) => {
    const opened: TLSSocket = connect({ port, host: '127.0.0.1', cert, key, rejectUnauthorized: false }, () =>
      resolve(opened),
    )
  })
  let heard = ''
  socket.on('data', (chunk: Buffer) => void (heard += chunk.toString()))
  return {
    send: (...lines: string[]) => void socket.write(lines.map((line) => `${line}\r\n`).join('')),
    hears: (pattern: RegExp) =>
      vi.waitFor(() => expect(heard).toMatch(pattern), { timeout: 10_000, interval: 20 }),
    close: () => socket.destroy(),
  }
}
