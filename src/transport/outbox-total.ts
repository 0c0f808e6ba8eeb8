import type { Outbox } from './outbox.ts'

/** The bound on all outboxes together: past it the largest goes first. */
export class OutboxTotal {
  readonly #most: number
  readonly #outboxes = new Set<Outbox>()
  #bytes = 0

  constructor(outboxTotalBytes: number) {
    this.#most = outboxTotalBytes
  }

  get bytes(): number {
    return this.#bytes
  }

  add(outbox: Outbox): void {
    this.#outboxes.add(outbox)
  }

  /** Takes it out, with the bytes that were counted for it; a second time nothing happens. */
  remove(outbox: Outbox, bytes: number): void {
    if (this.#outboxes.delete(outbox)) this.#bytes -= bytes
  }

  /** An outbox grew, or shrank, by so much. */
  grow(bytes: number): void {
    this.#bytes += bytes
    while (this.#bytes > this.#most) {
      let largest: Outbox | undefined
      for (const outbox of this.#outboxes) if (outbox.bytes > (largest?.bytes ?? 0)) largest = outbox
      if (largest === undefined) return
      // Takes itself out, or this would not end.
      largest.evict()
    }
  }
}
