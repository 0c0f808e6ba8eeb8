import type { Server, Socket } from 'node:net'
import type { Note } from '../ops/events.ts'
import type { Limits } from '../protocol/limits.ts'
import type { Link, Remote } from '../protocol/link.ts'
import { Admission, plainAddress } from './admission.ts'
import type { SecureContext } from 'node:tls'
import type { Carrier } from './carrier.ts'
import type { Site } from './http/site.ts'
import { Web } from './http/web.ts'
import { closeWith, errorLine, reset } from './last-words.ts'
import { watchOnLink } from './on-link.ts'
import { Networks } from './networks.ts'
import { OutboxTotal } from './outbox-total.ts'
import { Refusals } from './refusals.ts'
import type { Rejection } from './rejection.ts'
import { SocketLink } from './socket-link.ts'
import { Visit } from './visit.ts'

/** Connections that are being told why they are not let in; more than that are not told. */
export const politeSlots = 16
/** How often connections refused because all are taken are said in the log at most. */
const sayEveryMs = 10_000

const steadyMs = (): number => performance.now()

export interface DoorOptions {
  readonly limits: Limits
  /** Connections that there may be at once. */
  readonly maxConnections: number
  /** Networks from which anybody may come in, besides those that are near. */
  readonly allowed?: Pick<Networks, 'has'> | undefined
  readonly note: Note
  /** What TLS is spoken with from now on. */
  readonly tls: () => SecureContext
  /** What browsers are answered. */
  readonly site: Omit<Site, 'mostHeaders'>
  /** A peer speaks IRC. Nothing is read from the link until it is started. */
  readonly opened: (link: Link) => void
  /** The listening socket failed while it was open. */
  readonly failed: (error: Error) => void
}

/** What a door counts; `total`: since it was opened. */
export interface DoorCounts {
  /** Whoever comes next is told that all places are taken. */
  readonly isFull: boolean
  readonly rejectedTotal: ReadonlyMap<Rejection, number>
}

/** Accepted sockets until they are links, and links until they are gone. */
export class Door {
  readonly #server: Server
  readonly #options: DoorOptions
  readonly #admission: Admission
  readonly #total: OutboxTotal
  readonly #refusals: Refusals
  readonly #sockets = new Set<Socket>()
  readonly #web: Web
  /** Those that are no links yet, the oldest first. */
  readonly #visits = new Map<Socket, Visit>()
  readonly #links = new Set<SocketLink>()
  readonly #timer: NodeJS.Timeout
  #polite = 0
  #refused = 0
  #saidMs = -Infinity
  #failed = false

  constructor(server: Server, options: DoorOptions) {
    this.#server = server
    this.#options = options
    this.#admission = new Admission({
      limits: options.limits,
      isOnLink: watchOnLink(steadyMs),
      allowed: options.allowed ?? new Networks(),
    })
    this.#total = new OutboxTotal(options.limits.outboxTotalBytes)
    this.#refusals = new Refusals(options.note)
    this.#web = new Web({ ...options.site, mostHeaders: options.limits.httpHeaders }, options.limits)
    this.#timer = setInterval(() => this.#check(), 1_000)
    server.on('connection', (socket) => this.#accept(socket))
    server.on('drop', () => this.#countFull())
  }

  #accept(socket: Socket): void {
    // First of all: an 'error' without a listener would end the process.
    socket.on('error', () => {})
    const { maxConnections } = this.#options
    // A peer that was reset before it was accepted has no address any more.
    if (socket.remoteAddress === undefined) return void socket.destroy()
    if (this.#sockets.size >= maxConnections) {
      this.#countFull()
      return this.#turnAway(socket, 'Server full')
    }
    const address = plainAddress(socket.remoteAddress)
    const port = socket.remotePort ?? 0
    const entered = this.#admission.enter(address, steadyMs())
    if (typeof entered === 'string') {
      this.#refusals.add(address, port, entered, steadyMs())
      return this.#turnAway(socket, entered)
    }
    this.#sockets.add(socket)
    socket.once('close', () => {
      this.#sockets.delete(socket)
      this.#visits.delete(socket)
      entered()
    })
    this.#receive(socket, address, port)
  }

  /** Tells why, as long as there are few: those that linger hold a descriptor each, and a flood must not take them all. */
  #turnAway(socket: Socket, reason: string): void {
    if (this.#polite >= politeSlots) return reset(socket)
    this.#polite++
    socket.once('close', () => void this.#polite--)
    closeWith(socket, errorLine(reason))
  }

  #receive(raw: Socket, address: string, port: number): void {
    const { limits, maxConnections, tls, site } = this.#options
    const visit = new Visit({
      raw,
      address,
      port,
      limits,
      tls,
      isTlsOnly: site.isTlsOnly,
      web: this.#web,
      opened: (carrier, remote) => this.#open(raw, carrier, remote),
      refused: (reason) => {
        this.#visits.delete(raw)
        this.#refusals.add(address, port, reason, steadyMs())
      },
    })
    this.#visits.set(raw, visit)
    if (this.#visits.size <= Math.max(1, maxConnections * limits.unregisteredShare)) return
    const [oldest] = this.#visits.values()
    oldest?.abandon('too many unregistered connections')
  }

  #open(raw: Socket, carrier: Carrier, remote: Remote): void {
    this.#visits.delete(raw)
    const link = new SocketLink(carrier, remote, {
      limits: this.#options.limits,
      total: this.#total,
      steadyMs,
    })
    this.#links.add(link)
    raw.once('close', () => this.#links.delete(link))
    this.#options.opened(link)
  }

  #countFull(): void {
    this.#refused++
    this.#refusals.count('Server full')
  }

  /** What is counted here, for who watches the daemon. */
  counts(): DoorCounts {
    return {
      isFull: this.#sockets.size >= this.#options.maxConnections,
      rejectedTotal: this.#refusals.totals,
    }
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
  close(graceMs = 0): Promise<void> {
    if (this.#failed) {
      this.#server.close(() => this.stop())
      return Promise.resolve()
    }
    for (const visit of this.#visits.values()) visit.abandon('Server shutting down')
    const cutAll = setTimeout(() => {
      for (const link of this.#links) link.cut()
      for (const socket of this.#sockets) socket.destroy()
    }, graceMs + this.#options.limits.lingerMs)
    return new Promise((resolve) => {
      this.#server.close(() => {
        clearTimeout(cutAll)
        this.stop()
        resolve()
      })
    })
  }
}
