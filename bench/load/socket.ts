import { type Socket, connect as connectTcp } from 'node:net'
import { connect as connectTls, createSecureContext } from 'node:tls'

/** How clients reach the server. */
export interface Way {
  readonly port: number
  /** In TLS. */
  readonly isSecure: boolean
  /** As a WebSocket. */
  readonly isFramed: boolean
}

/** Takes what arrived: the first `length` bytes of a buffer that the next read overwrites. */
export type Reader = (bytes: Buffer, length: number) => void

/** All sockets read into this one: a generator that makes a Buffer a read would cost more than the server it measures. */
const shared = Buffer.allocUnsafe(262_144)

/** Made once: it holds the certificates of the system, of which none is asked. */
const context = createSecureContext()

/** Bytes that all sockets have received. */
let received = 0
export const receivedBytes = (): number => received

/** Connects from an address of this computer; what is written before that is done waits in the socket. */
export function dial({ port, isSecure }: Way, from: string, read: Reader): Socket {
  const take = (length: number, bytes: Uint8Array): boolean => {
    received += length
    read(bytes === shared ? shared : Buffer.from(bytes), length)
    return true
  }
  const options = {
    port,
    host: '127.0.0.1',
    localAddress: from,
    noDelay: true,
    onread: { buffer: shared, callback: take },
  }
  if (!isSecure) return connectTcp(options)
  const tls = { ...options, secureContext: context, rejectUnauthorized: false }
  return connectTls(tls).setNoDelay(true)
}
