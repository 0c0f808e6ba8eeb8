import { once } from 'node:events'
import { type Server, type Socket, connect, createServer } from 'node:net'

/** Real sockets over loopback; `closeAll` in afterEach leaves nothing behind. */

const sockets = new Set<Socket>()
const servers = new Set<Server>()

export function closeAll(): void {
  for (const socket of sockets) socket.destroy()
  for (const server of servers) server.close()
  sockets.clear()
  servers.clear()
}

/** Both ends of a connection; `near` is made as the listener makes it. */
export async function pair(): Promise<{ near: Socket; far: Far }> {
  const server = createServer({ allowHalfOpen: true, noDelay: true, highWaterMark: 16_384 })
  servers.add(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
  const far = await dial(portOf(server))
  const near = await accepted
  sockets.add(near)
  near.on('error', () => {})
  return { near, far }
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** The far end: what it has heard so far, and what it still waits for. */
export class Far {
  ended = false
  closed = false
  error: string | undefined
  readonly socket: Socket
  readonly #chunks: Buffer[] = []
  #wake: () => void = () => {}

  constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', (chunk) => {
      this.#chunks.push(chunk)
      this.#wake()
    })
    socket.on('error', (error: NodeJS.ErrnoException) => void (this.error = error.code))
    socket.on('end', () => {
      this.ended = true
      this.#wake()
    })
    socket.on('close', () => {
      this.closed = true
      this.#wake()
    })
  }

  get heard(): Buffer {
    return Buffer.concat(this.#chunks)
  }

  get text(): string {
    return this.heard.toString('latin1')
  }

  async until(is: (far: this) => boolean): Promise<void> {
    while (!is(this)) await new Promise<void>((resolve) => void (this.#wake = resolve))
  }

  /** Bytes that leave as a packet of their own. */
  async say(bytes: string): Promise<void> {
    await new Promise((resolve) => this.socket.write(Buffer.from(bytes, 'latin1'), resolve))
    await turn()
  }
}

/** A connection to a port of this host that has been made; `from` is another loopback address. */
export async function dial(port: number, from?: string, host = '127.0.0.1'): Promise<Far> {
  const socket = connect({
    port,
    host,
    allowHalfOpen: true,
    noDelay: true,
    ...(from === undefined ? {} : { localAddress: from }),
  })
  sockets.add(socket)
  const far = new Far(socket)
  await once(socket, 'connect')
  return far
}

/** Long enough for a packet to cross loopback and be read. */
export async function turn(times = 3): Promise<void> {
  for (let i = 0; i < times; i++) await new Promise((resolve) => setTimeout(resolve, 1))
}

/** Resolves at the socket's 'close', whatever came before it. */
export function closing(socket: Socket): Promise<void> {
  return new Promise((resolve) => void socket.once('close', () => resolve()))
}
