import type { Limits } from '../protocol/limits.ts'
import { Lines } from '../protocol/lines.ts'
import type { EndCause, Link, Receiver, Remote } from '../protocol/link.ts'
import type { Carrier } from './carrier.ts'
import { Outbox } from './outbox.ts'
import type { OutboxTotal } from './outbox-total.ts'

export interface SocketLinkOptions {
  readonly limits: Limits
  readonly total: OutboxTotal
  /** A clock that never jumps: durations are measured by it. */
  readonly steadyMs: () => number
}

const none: Receiver = { input: () => {}, closed: () => {} }
const nothing = Buffer.alloc(0)

/**
 * A connection that speaks IRC, as a link, whatever carries it. It reads only while nobody holds it back: neither its receiver
 * (`pause`), nor its own outbox, which is over its soft bound.
 *
 * The receiver is never called from inside `write`, `end` or `cut`: whoever calls these is in the middle of a turn,
 * and the end of one link would change what the others are to see of it.
 */
export class SocketLink implements Link {
  readonly remote: Remote
  readonly #carrier: Carrier
  readonly #options: SocketLinkOptions
  readonly #lines: Lines
  readonly #outbox: Outbox
  readonly #holds = new Set<'receiver' | 'outbox'>()
  #receiver = none
  #state: 'open' | 'ending' | 'closed' = 'open'
  #reason = 'Remote host closed the connection'
  #endedMs = 0
  /** What was read and not handed on yet. */
  #unread: Buffer = nothing
  /** The peer sends no more. */
  #peerEnded = false

  constructor(carrier: Carrier, remote: Remote, options: SocketLinkOptions) {
    this.#carrier = carrier
    this.remote = remote
    this.#options = options
    this.#lines = new Lines(options.limits)
    this.#outbox = new Outbox(carrier, options.limits, options.total, {
      strained: () => this.#hold('outbox'),
      eased: () => this.#release('outbox'),
      overflowed: (reason) => this.#overflow(reason),
    })
  }

  get bytesIn(): number {
    return this.#carrier.bytesIn
  }

  get bytesOut(): number {
    return this.#carrier.bytesOut
  }

  get unsentBytes(): number {
    return this.#outbox.bytes
  }

  get behindSinceMs(): number | undefined {
    return this.#outbox.blockedMs
  }

  start(receiver: Receiver): void {
    this.#receiver = receiver
    const { steadyMs } = this.#options
    // Gone between its first bytes and now: there is no event to come that would say so.
    if (this.#carrier.isClosed) return process.nextTick(() => this.#closed())
    this.#carrier.open({
      heard: (chunk) => this.#read(chunk),
      drained: () => this.#outbox.drained(steadyMs()),
      failed: (reason) => void (this.#reason = reason),
      broken: (reason) => this.#break(reason),
      ended: () => this.#ended(),
      closed: () => this.#closed(),
    })
  }

  write(lines: Uint8Array): void {
    if (this.#state === 'open') this.#outbox.write(lines, this.#options.steadyMs())
  }

  end(lines: Uint8Array, cause: EndCause): void {
    if (this.#state !== 'open') return
    this.#finish()
    this.#outbox.end()
    this.#carrier.end(lines, cause)
  }

  cut(): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    this.#outbox.close()
    this.#carrier.cut()
  }

  pause(): void {
    this.#hold('receiver')
  }

  resume(): void {
    this.#release('receiver')
  }

  /** Once a second: ends who takes nothing, cuts who does not let go after a polite end. */
  check(steadyMs: number): void {
    if (this.#state === 'open') {
      this.#outbox.check(steadyMs)
      this.#carrier.check(steadyMs)
    } else if (this.#state === 'ending' && steadyMs - this.#endedMs > this.#options.limits.lingerMs)
      this.cut()
  }

  #read(chunk: Buffer): void {
    this.#unread = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk])
    this.#feed()
  }

  /** Hands on `readBytes` at a time: a read may bring several times that, and lines weigh far more than their bytes. */
  #feed(): void {
    const { limits } = this.#options
    while (this.#unread.length > 0 && this.#holds.size === 0) {
      if (this.#state !== 'open' || this.#receiver === none) return
      const part = this.#unread.toString('latin1', 0, limits.readBytes)
      this.#unread = this.#unread.subarray(limits.readBytes)
      const inputs = this.#lines.push(part)
      if (inputs.length > 0) this.#receiver.input(inputs)
      const { breach } = this.#lines
      if (breach === undefined) continue
      this.#reason = breach
      this.#tell()
    }
    // Half-closed by the peer: it is leaving, once what it sent is taken, and still hears the answers to that.
    if (this.#peerEnded && this.#unread.length === 0 && !this.#holds.has('receiver')) this.#tell()
  }

  #ended(): void {
    this.#peerEnded = true
    this.#feed()
  }

  /**
   * A bound of the outbox was passed, and its queue is dropped. What the socket holds are whole lines, so the last
   * word can stand after them, for a peer that is slow and not gone; `check` cuts the other kind.
   */
  #overflow(reason: string): void {
    if (this.#state !== 'open') return this.cut()
    this.#reason = reason
    this.#finish()
    this.#carrier.end(Buffer.from(`ERROR :${reason}\r\n`, 'latin1'), 'policy')
    this.#tellSoon()
  }

  /** Its carrier has said the last word already. */
  #break(reason: string): void {
    if (this.#state !== 'open') return
    this.#reason = reason
    this.#finish()
    this.#outbox.close()
    this.#tellSoon()
  }

  /** From now on what the peer sends is read and forgotten: unread bytes would turn the end into a reset that takes the last lines along. */
  #finish(): void {
    this.#state = 'ending'
    this.#endedMs = this.#options.steadyMs()
    this.#holds.clear()
    this.#carrier.resume()
  }

  #tellSoon(): void {
    process.nextTick(() => this.#tell())
  }

  /** The receiver hears of the end, once; the socket's own end may follow. */
  #tell(): void {
    const receiver = this.#receiver
    this.#receiver = none
    receiver.closed(this.#reason)
  }

  #closed(): void {
    this.#state = 'closed'
    this.#outbox.close()
    this.#tell()
  }

  #hold(by: 'receiver' | 'outbox'): void {
    if (this.#state !== 'open' || this.#holds.has(by)) return
    this.#holds.add(by)
    this.#carrier.pause()
  }

  #release(by: 'receiver' | 'outbox'): void {
    if (this.#state !== 'open' || !this.#holds.delete(by)) return
    if (this.#holds.size === 0) process.nextTick(() => this.#goOn())
  }

  #goOn(): void {
    this.#feed()
    if (this.#state === 'open' && this.#holds.size === 0) this.#carrier.resume()
  }
}
