import type { Server, Socket } from 'node:net'
import type { Note } from '../ops/events.ts'
import type { Limits } from '../protocol/limits.ts'
import type { Link } from '../protocol/link.ts'
import { Admission, plainAddress } from './admission.ts'
import { streamCarrier } from './carrier.ts'
import { greet } from './greet.ts'
import { closeWith, errorLine, reset } from './last-words.ts'
import { watchOnLink } from './on-link.ts'
import { OutboxTotal } from './outbox-total.ts'
import { Refusals } from './refusals.ts'
import { SocketLink } from './socket-link.ts'

/** Connections that are being told why they are not let in; more than that are not told. */
export const politeSlots = 16
/** How often connections refused because all are taken are said in the log at most. */
const sayEveryMs = 10_000

const steadyMs = (): number => performance.now()

export interface DoorOptions {
  readonly limits: Limits
  /** Connections that there may be at once. */
  readonly maxConnections: number
  readonly note: Note
  /** A peer speaks IRC. Nothing is read from the link until it is started. */
  readonly opened: (link: Link) => void
  /** The listening socket failed while it was open. */
  readonly failed: (error: Error) => void
}

/** Accepted sockets until they are links, and links until they are gone. */
export class Door {
  readonly #server: Server
  readonly #options: DoorOptions
  readonly #admission: Admission
  readonly #total: OutboxTotal
  readonly #refusals: Refusals
  readonly #sockets = new Set<Socket>()
  /** Those that have not said yet what they speak, the oldest first, with what ends them. */
  readonly #greeted = new Map<Socket, (reason: string) => void>()
  readonly #links = new Set<SocketLink>()
  readonly #timer: NodeJS.Timeout
  #polite = 0
  #refused = 0
  #saidMs = -Infinity
  #failed = false

  constructor(server: Server, options: DoorOptions) {
    this.#server = server
    this.#options = options
    this.#admission = new Admission(options.limits, watchOnLink(steadyMs))
    this.#total = new OutboxTotal(options.limits.outboxTotalBytes)
    this.#refusals = new Refusals(options.note)
    this.#timer = setInterval(() => this.#check(), 1_000)
    server.on('connection', (socket) => this.#accept(socket))
    server.on('drop', () => void this.#refused++)
  }

  #accept(socket: Socket): void {
    // First of all: an 'error' without a listener would end the process.
    socket.on('error', () => {})
    const { maxConnections } = this.#options
    // A peer that was reset before it was accepted has no address any more.
    if (socket.remoteAddress === undefined) return void socket.destroy()
    if (this.#sockets.size >= maxConnections) {
      this.#refused++
      return this.#turnAway(socket, 'Server full')
    }
    const address = plainAddress(socket.remoteAddress)
    const port = socket.remotePort ?? 0
    const denial = this.#admission.enter(address, steadyMs())
    if (denial !== undefined) {
      this.#refusals.add(address, port, denial, steadyMs())
      return this.#turnAway(socket, denial)
    }
    this.#sockets.add(socket)
    socket.once('close', () => {
      this.#sockets.delete(socket)
      this.#greeted.delete(socket)
      this.#admission.leave(address)
    })
    this.#greet(socket, address, port)
  }

  /** Tells why, as long as there are few: those that linger hold a descriptor each, and a flood must not take them all. */
  #turnAway(socket: Socket, reason: string): void {
    if (this.#polite >= politeSlots) return reset(socket)
    this.#polite++
    socket.once('close', () => void this.#polite--)
    closeWith(socket, errorLine(reason))
  }

  #greet(socket: Socket, address: string, port: number): void {
    const { limits, maxConnections, opened } = this.#options
    const abandon = greet(socket, limits, {
      irc: () => {
        this.#greeted.delete(socket)
        const link = new SocketLink(
          streamCarrier(socket, socket),
          { address, port, transport: 'tcp' },
          { limits, total: this.#total, steadyMs },
        )
        this.#links.add(link)
        socket.once('close', () => this.#links.delete(link))
        opened(link)
      },
      refused: (reason) => {
        this.#greeted.delete(socket)
        this.#refusals.add(address, port, reason, steadyMs())
      },
    })
    this.#greeted.set(socket, abandon)
    if (this.#greeted.size <= Math.max(1, maxConnections * limits.unregisteredShare)) return
    const [oldest] = this.#greeted.values()
    oldest?.('too many unregistered connections')
  }

  #check(): void {
    const nowMs = steadyMs()
    for (const link of this.#links) link.check(nowMs)
    this.#refusals.check(nowMs)
    if (this.#refused > 0 && nowMs - this.#saidMs >= sayEveryMs) {
      this.#options.note('listener.full', { refused: this.#refused })
      this.#refused = 0
      this.#saidMs = nowMs
    }
  }

  /** The listening socket broke. Those that are in stay in: another door is opened for the next ones. */
  fail(error: Error): void {
    if (this.#failed) return
    this.#failed = true
    this.#options.failed(error)
  }

  /** Its own clock ends. */
  stop(): void {
    clearInterval(this.#timer)
  }

  /** Resolves when everybody is gone, or at once where those that are in stay in. */
  close(): Promise<void> {
    if (this.#failed) {
      this.#server.close(() => this.stop())
      return Promise.resolve()
    }
    for (const abandon of this.#greeted.values()) abandon('Server shutting down')
    const cutAll = setTimeout(() => {
      for (const socket of this.#sockets) reset(socket)
    }, this.#options.limits.lingerMs)
    return new Promise((resolve) => {
      this.#server.close(() => {
        clearTimeout(cutAll)
        this.stop()
        resolve()
      })
    })
  }
}
