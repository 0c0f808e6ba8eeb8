import type { Socket } from 'node:net'
import type { Limits } from '../protocol/limits.ts'
import type { OutboxTotal } from './outbox-total.ts'

type OutboxLimits = Pick<Limits, 'outboxSoftBytes' | 'outboxHardBytes' | 'outboxStallMs'>

export interface OutboxEvents {
  /** More is unsent than `outboxSoftBytes`: the peer should not be read until `eased`. */
  readonly strained: () => void
  readonly eased: () => void
  /** A bound was passed. The outbox is done; the link has to be cut. */
  readonly overflowed: (reason: string) => void
}

/**
 * What is still to be sent to one link: references to shared bytes, bounded. While the socket takes everything it
 * holds nothing; once the socket says no it writes no more until 'drain', so that what a slow reader costs is the
 * shared bytes and not a copy for each.
 */
export class Outbox {
  readonly #socket: Socket
  readonly #limits: OutboxLimits
  readonly #events: OutboxEvents
  readonly #total: OutboxTotal
  #queue: Uint8Array[] = []
  #queuedBytes = 0
  /** When the socket last took anything; undefined while it takes everything. */
  #blockedMs: number | undefined
  #strained = false
  /** What was counted into the total. */
  #countedBytes = 0

  constructor(socket: Socket, limits: OutboxLimits, total: OutboxTotal, events: OutboxEvents) {
    this.#socket = socket
    this.#limits = limits
    this.#total = total
    this.#events = events
    total.add(this)
  }

  /** Bytes that the system has not taken yet. */
  get bytes(): number {
    return this.#queuedBytes + this.#socket.writableLength
  }

  /** Sends or queues; MUST NOT block, reorder or split. */
  write(bytes: Uint8Array, nowMs: number): void {
    if (this.#blockedMs === undefined) {
      if (!this.#socket.write(bytes)) this.#blockedMs = nowMs
    } else {
      this.#queue.push(bytes)
      this.#queuedBytes += bytes.length
    }
    this.#measure()
  }

  /** The socket's 'drain': it takes more again. */
  drained(nowMs: number): void {
    const queue = this.#queue
    this.#queue = []
    this.#queuedBytes = 0
    this.#blockedMs = undefined
    this.#socket.cork()
    for (const [i, bytes] of queue.entries()) {
      if (this.#socket.write(bytes)) continue
      this.#blockedMs = nowMs
      this.#queue = queue.slice(i + 1)
      this.#queuedBytes = this.#queue.reduce((sum, { length }) => sum + length, 0)
      break
    }
    this.#socket.uncork()
    this.#measure()
  }

  /** Whether the peer has taken nothing for too long; called once a second. */
  check(nowMs: number): void {
    if (this.#blockedMs === undefined || nowMs - this.#blockedMs <= this.#limits.outboxStallMs) return
    this.#events.overflowed('SendQ stalled')
  }

  /** All that is queued, for a polite end. */
  takeQueue(): Uint8Array {
    const queue = this.#queue.splice(0)
    this.#queuedBytes = 0
    return Buffer.concat(queue)
  }

  /** Lets go of everything. */
  close(): void {
    this.#queue = []
    this.#queuedBytes = 0
    this.#total.remove(this, this.#countedBytes)
    this.#countedBytes = 0
  }

  /** Ended because all outboxes together were too much and this one was the largest. */
  evict(): void {
    this.#events.overflowed('SendQ exceeded')
  }

  #measure(): void {
    const { bytes } = this
    if (bytes === 0 && this.#countedBytes === 0) return
    const { outboxSoftBytes, outboxHardBytes } = this.#limits
    const grownBytes = bytes - this.#countedBytes
    this.#countedBytes = bytes
    if (bytes > outboxHardBytes) return this.#events.overflowed('SendQ exceeded')
    if (bytes > outboxSoftBytes !== this.#strained) {
      this.#strained = !this.#strained
      if (this.#strained) this.#events.strained()
      else this.#events.eased()
    }
    this.#total.grow(grownBytes)
  }
}
