import type { Limits } from '../protocol/limits.ts'
import type { OutboxTotal } from './outbox-total.ts'

type OutboxLimits = Pick<Limits, 'outboxSoftBytes' | 'outboxHardBytes' | 'outboxStallMs'>

/** What an outbox writes to. */
export interface Sink {
  /** Bytes that it holds and the system has not taken. */
  readonly writableLength: number
  /** False: no more until 'drain'. */
  write(bytes: Uint8Array): boolean
  cork(): void
  uncork(): void
}

export interface OutboxEvents {
  /** More is unsent than `outboxSoftBytes`: the peer should not be read until `eased`. */
  readonly strained: () => void
  readonly eased: () => void
  /** A bound was passed. The outbox is closed already; the link has to end. */
  readonly overflowed: (reason: string) => void
}

/**
 * What is still to be sent to one link: references to shared bytes, bounded. While the socket takes everything it
 * holds nothing; once the socket says no it writes no more until 'drain', so that what a slow reader costs is the
 * shared bytes and not a copy for each.
 */
export class Outbox {
  readonly #sink: Sink
  readonly #limits: OutboxLimits
  readonly #events: OutboxEvents
  readonly #total: OutboxTotal
  #queue: Uint8Array[] = []
  #queuedBytes = 0
  #blockedMs: number | undefined
  #strained = false
  #closed = false
  /** What was counted into the total. */
  #countedBytes = 0

  constructor(sink: Sink, limits: OutboxLimits, total: OutboxTotal, events: OutboxEvents) {
    this.#sink = sink
    this.#limits = limits
    this.#total = total
    this.#events = events
    total.add(this)
  }

  /** Bytes that the system has not taken yet. */
  get bytes(): number {
    return this.#queuedBytes + this.#sink.writableLength
  }

  /** When the socket last took anything; undefined while it takes everything. */
  get blockedMs(): number | undefined {
    return this.#blockedMs
  }

  /** Sends or queues; MUST NOT block, reorder or split. */
  write(bytes: Uint8Array, nowMs: number): void {
    if (this.#closed) return
    if (this.#blockedMs === undefined) {
      if (!this.#sink.write(bytes)) this.#blockedMs = nowMs
    } else {
      this.#queue.push(bytes)
      this.#queuedBytes += bytes.length
    }
    this.#measure()
  }

  /** The socket's 'drain': it takes more again. */
  drained(nowMs: number): void {
    if (this.#closed) return
    const queue = this.#queue
    this.#queue = []
    this.#queuedBytes = 0
    this.#blockedMs = undefined
    this.#sink.cork()
    for (const [i, bytes] of queue.entries()) {
      if (this.#sink.write(bytes)) continue
      this.#blockedMs = nowMs
      this.#queue = queue.slice(i + 1)
      this.#queuedBytes = this.#queue.reduce((sum, { length }) => sum + length, 0)
      break
    }
    this.#sink.uncork()
    this.#measure()
  }

  /** Whether the peer has taken nothing for too long; called once a second. */
  check(nowMs: number): void {
    if (this.#blockedMs === undefined || nowMs - this.#blockedMs <= this.#limits.outboxStallMs) return
    this.#fail('SendQ stalled')
  }

  /** Hands over all that is queued, for what is ended after it; the bounds of the polite end are the link's. */
  end(): void {
    const queue = this.#queue.splice(0)
    this.#queuedBytes = 0
    this.#sink.cork()
    for (const bytes of queue) this.#sink.write(bytes)
    this.#sink.uncork()
  }

  /** Lets go of everything that the socket does not hold already. */
  close(): void {
    this.#closed = true
    this.#queue = []
    this.#queuedBytes = 0
    this.#blockedMs = undefined
    this.#total.remove(this, this.#countedBytes)
    this.#countedBytes = 0
  }

  /** Ended because all outboxes together were too much and this one was the largest. */
  evict(): void {
    this.#fail('SendQ exceeded')
  }

  /** Closed first: whoever measures the total next must not find it still counted. */
  #fail(reason: string): void {
    if (this.#closed) return
    this.close()
    this.#events.overflowed(reason)
  }

  #measure(): void {
    const { bytes } = this
    if (bytes === 0 && this.#countedBytes === 0) return
    const { outboxSoftBytes, outboxHardBytes } = this.#limits
    if (bytes > outboxHardBytes) return this.#fail('SendQ exceeded')
    const grownBytes = bytes - this.#countedBytes
    this.#countedBytes = bytes
    if (bytes > outboxSoftBytes !== this.#strained) {
      this.#strained = !this.#strained
      if (this.#strained) this.#events.strained()
      else this.#events.eased()
    }
    this.#total.grow(grownBytes)
  }
}
