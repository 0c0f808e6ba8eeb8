import { once } from 'node:events'
import { type Socket, connect } from 'node:net'
import { duplexPair } from 'node:stream'
import { type SecureVersion, type TLSSocket, connect as connectTls } from 'node:tls'

/** Bytes to the port and from it, in TLS or not, and nothing understood. */
export interface Raw {
  /** Its port, also when it is closed: how a log tells it from others. */
  readonly localPort: number
  readonly tls: TLSSocket | undefined
  readonly say: (bytes: string) => void
  /** As a packet of its own. */
  readonly sayAlone: (bytes: string) => Promise<void>
  /** Bytes under the TLS. */
  readonly sayBelow: (bytes: string) => void
  readonly heard: string
  /** The daemon has closed or reset it. */
  readonly isClosed: boolean
  readonly error: string | undefined
  readonly stopReading: () => void
  readonly close: () => void
}

const raws = new Set<Raw>()

export function endRaws(): void {
  for (const raw of raws) raw.close()
  raws.clear()
}

/** A connection that has been made, with its TLS where it has that. */
export async function knock(
  port: number,
  { inTls = false, maxVersion = 'TLSv1.3' }: { inTls?: boolean; maxVersion?: SecureVersion } = {},
): Promise<Raw> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let error: string | undefined
  const failed = ({ code, message }: NodeJS.ErrnoException): void => void (error ??= code ?? message)
  socket.on('error', failed)
  await once(socket, 'connect')
  const tls = inTls ? connectTls({ socket, rejectUnauthorized: false, maxVersion }) : undefined
  const stream: Socket = tls ?? socket
  if (tls !== undefined) {
    tls.on('error', failed)
    await once(tls, 'secureConnect')
  }
  let [heard, isClosed] = ['', false]
  stream.on('data', (chunk: Buffer) => void (heard += chunk.toString('latin1')))
  stream.on('close', () => void (isClosed = true))
  const { localPort = 0 } = socket
  const raw: Raw = {
    localPort,
    tls,
    say: (bytes) => void stream.write(bytes, 'latin1'),
    sayAlone: async (bytes) => {
      await new Promise((resolve) => stream.write(bytes, 'latin1', resolve))
      await new Promise((resolve) => setTimeout(resolve, 1))
    },
    sayBelow: (bytes) => void socket.write(bytes, 'latin1'),
    get heard() {
      return heard
    },
    get isClosed() {
      return isClosed
    },
    get error() {
      return error
    },
    stopReading: () => void stream.pause(),
    close: () => void socket.destroy(),
  }
  raws.add(raw)
  return raw
}

/** The ClientHello of a client that offers these protocols. */
export async function helloOf(protocols: string[]): Promise<Buffer> {
  const [near, far] = duplexPair()
  const tls = connectTls({
    socket: near,
    ALPNProtocols: protocols,
    maxVersion: 'TLSv1.2',
    rejectUnauthorized: false,
  })
  tls.on('error', () => {})
  const chunk = await new Promise<Buffer>((resolve) => far.once('data', resolve))
  near.destroy()
  return chunk
}
