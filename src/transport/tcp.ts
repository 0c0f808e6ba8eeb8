import type { Socket } from 'node:net'
import type { Limits } from '../protocol/limits.ts'
import { Lines } from '../protocol/lines.ts'
import type { Link, Receiver, Remote } from '../protocol/link.ts'
import { Outbox } from './outbox.ts'
import type { OutboxTotal } from './outbox-total.ts'

export interface TcpOptions {
  readonly limits: Limits
  readonly total: OutboxTotal
  readonly nowMs: () => number
}

const none: Receiver = { input: () => {}, closed: () => {} }

/**
 * A TCP connection that speaks IRC, as a link. It reads only while nobody holds it back: neither its receiver
 * (`pause`), nor its own outbox, which is over its soft bound.
 */
export class TcpLink implements Link {
  readonly remote: Remote
  readonly #socket: Socket
  readonly #options: TcpOptions
  readonly #lines: Lines
  readonly #outbox: Outbox
  readonly #holds = new Set<'receiver' | 'outbox'>()
  #receiver = none
  #state: 'open' | 'ending' | 'closed' = 'open'
  #reason = 'Remote host closed the connection'
  #endedMs = 0

  constructor(socket: Socket, remote: Remote, options: TcpOptions) {
    this.#socket = socket
    this.remote = remote
    this.#options = options
    this.#lines = new Lines(options.limits)
    this.#outbox = new Outbox(socket, options.limits, options.total, {
      strained: () => this.#hold('outbox'),
      eased: () => this.#release('outbox'),
      overflowed: (reason) => this.#overflow(reason),
    })
  }

  get bytesIn(): number {
    return this.#socket.bytesRead
  }

  get bytesOut(): number {
    return this.#socket.bytesWritten
  }

  start(receiver: Receiver): void {
    this.#receiver = receiver
    const { nowMs } = this.#options
    this.#socket
      .on('data', (chunk: Buffer) => this.#read(chunk))
      .on('drain', () => this.#outbox.drained(nowMs()))
      .on('error', (error: NodeJS.ErrnoException) => {
        this.#reason = `Read error: ${error.code ?? error.message}`
      })
      // Half-closed by the peer: it is leaving, and still hears the answers to what it sent.
      .on('end', () => this.#tell(this.#reason))
      .on('close', () => this.#closed())
  }

  write(lines: Uint8Array): void {
    if (this.#state === 'open') this.#outbox.write(lines, this.#options.nowMs())
  }

  end(lines: Uint8Array): void {
    if (this.#state !== 'open') return
    this.#state = 'ending'
    this.#endedMs = this.#options.nowMs()
    // What the peer still sends is read and forgotten: unread bytes would turn the end into a reset that takes the last lines along.
    this.#holds.clear()
    this.#socket.write(this.#outbox.takeQueue())
    this.#socket.end(lines)
    this.#socket.resume()
  }

  cut(): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    // destroy() would leave its FIN stuck behind a full send buffer.
    this.#socket.resetAndDestroy()
  }

  pause(): void {
    this.#hold('receiver')
  }

  resume(): void {
    this.#release('receiver')
  }

  /** Once a second: cuts who takes nothing, or does not let go after a polite end. */
  check(nowMs: number): void {
    if (this.#state === 'open') this.#outbox.check(nowMs)
    else if (this.#state === 'ending' && nowMs - this.#endedMs > this.#options.limits.lingerMs) this.cut()
  }

  #read(chunk: Buffer): void {
    if (this.#state !== 'open') return
    const inputs = this.#lines.push(chunk.toString('latin1'))
    if (inputs.length > 0) this.#receiver.input(inputs, this.#options.nowMs())
    if (!this.#lines.overflowed) return
    this.#tell('RecvQ exceeded')
  }

  #overflow(reason: string): void {
    if (this.#state !== 'open') return
    this.#reason = reason
    // Where the system still takes bytes these are the last words; where it does not, nothing could be said.
    this.#socket.write(Buffer.from(`ERROR :${reason}\r\n`, 'latin1'))
    this.cut()
  }

  /** The receiver hears of the end now; the socket's own end follows. */
  #tell(reason: string): void {
    const receiver = this.#receiver
    this.#receiver = none
    receiver.closed(reason)
  }

  #closed(): void {
    this.#state = 'closed'
    this.#outbox.close()
    this.#tell(this.#reason)
  }

  #hold(by: 'receiver' | 'outbox'): void {
    if (this.#state !== 'open' || this.#holds.has(by)) return
    this.#holds.add(by)
    this.#socket.pause()
  }

  #release(by: 'receiver' | 'outbox'): void {
    if (this.#state !== 'open' || !this.#holds.delete(by)) return
    if (this.#holds.size === 0) this.#socket.resume()
  }
}
