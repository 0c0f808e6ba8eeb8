import { type Server, type Socket, createServer } from 'node:net'
import type { Note } from '../ops/events.ts'
import type { Limits } from '../protocol/limits.ts'
import type { Link } from '../protocol/link.ts'
import { Admission, plainAddress } from './admission.ts'
import { watchOnLink } from './on-link.ts'
import { OutboxTotal } from './outbox-total.ts'
import { greet } from './greet.ts'
import { closeWith } from './last-words.ts'
import { TcpLink } from './tcp.ts'

export interface ListenerOptions {
  readonly port: number
  /** The address to bind; absent: all. */
  readonly bind?: string | undefined
  readonly limits: Limits
  /** Connections that there may be at once. */
  readonly maxConnections: number
  readonly nowMs: () => number
  readonly note: Note
  /** A peer speaks IRC. Nothing is read from the link until it is started. */
  readonly opened: (link: Link) => void
  /** The listening socket failed while it was open. */
  readonly failed: (error: Error) => void
}

export interface Listener {
  /** The port that it really listens on. */
  readonly port: number
  /** Stops accepting, waits until all connections have ended, and cuts what is left after `lingerMs`. */
  close(): Promise<void>
}

/** Descriptors for saying that there is no room. */
const politeSlots = 16
/** How often refused connections are said in the log at most. */
const sayEveryMs = 10_000

/** Opens the TCP port. Rejects with the system's error when it cannot be bound. */
export function openListener(options: ListenerOptions): Promise<Listener> {
  const { port, bind, limits, maxConnections } = options
  const server = createServer({
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 15_000,
    allowHalfOpen: true,
    highWaterMark: limits.readBytes,
  })
  // A few more are accepted than are kept, so that they can be told why.
  server.maxConnections = maxConnections + politeSlots
  const door = new Door(server, options)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, ...(bind === undefined ? {} : { host: bind }) }, () => {
      server.off('error', reject)
      server.on('error', options.failed)
      resolve({ port: listeningPort(server), close: () => door.close() })
    })
  })
}

function listeningPort(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function errorLine(reason: string): Buffer {
  return Buffer.from(`ERROR :Closing link: (${reason})\r\n`, 'latin1')
}

/** Accepted sockets until they are links, and links until they are gone. */
class Door {
  readonly #server: Server
  readonly #options: ListenerOptions
  readonly #admission: Admission
  readonly #total: OutboxTotal
  readonly #sockets = new Set<Socket>()
  readonly #links = new Set<TcpLink>()
  readonly #timer: NodeJS.Timeout
  #refused = 0
  #saidMs = -Infinity

  constructor(server: Server, options: ListenerOptions) {
    this.#server = server
    this.#options = options
    this.#admission = new Admission(options.limits, watchOnLink(options.nowMs))
    this.#total = new OutboxTotal(options.limits.outboxTotalBytes)
    this.#timer = setInterval(() => this.#check(), 1_000)
    server.on('connection', (socket) => this.#accept(socket))
    server.on('drop', () => void this.#refused++)
  }

  #accept(socket: Socket): void {
    // First of all: an 'error' without a listener would end the process.
    socket.on('error', () => {})
    const { limits, maxConnections, nowMs, note, opened } = this.#options
    // A peer that was reset before it was accepted has no address any more.
    if (socket.remoteAddress === undefined) return void socket.destroy()
    if (this.#sockets.size >= maxConnections) {
      this.#refused++
      return closeWith(socket, errorLine('Server full'))
    }
    const address = plainAddress(socket.remoteAddress)
    const port = socket.remotePort ?? 0
    const denial = this.#admission.enter(address, nowMs())
    if (denial !== undefined) {
      note('conn.refused', { address, port, reason: denial })
      return closeWith(socket, errorLine(denial))
    }
    this.#sockets.add(socket)
    socket.once('close', () => {
      this.#sockets.delete(socket)
      this.#admission.leave(address)
    })
    greet(socket, limits, {
      irc: () => {
        const link = new TcpLink(
          socket,
          { address, port, transport: 'tcp' },
          { limits, total: this.#total, nowMs },
        )
        this.#links.add(link)
        socket.once('close', () => this.#links.delete(link))
        opened(link)
      },
      refused: (reason) => note('conn.refused', { address, port, reason }),
    })
  }

  #check(): void {
    const nowMs = this.#options.nowMs()
    for (const link of this.#links) link.check(nowMs)
    if (this.#refused > 0 && nowMs - this.#saidMs >= sayEveryMs) {
      this.#options.note('listener.full', { refused: this.#refused })
      this.#refused = 0
      this.#saidMs = nowMs
    }
  }

  close(): Promise<void> {
    const cutAll = setTimeout(() => {
      for (const socket of this.#sockets) socket.resetAndDestroy()
    }, this.#options.limits.lingerMs)
    return new Promise((resolve) => {
      this.#server.close(() => {
        clearTimeout(cutAll)
        clearInterval(this.#timer)
        resolve()
      })
    })
  }
}
