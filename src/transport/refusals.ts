import type { Note } from '../ops/events.ts'
import { rejectionOf, rejections } from './rejection.ts'

interface Kind {
  /** The window that the counts are of. */
  sinceMs: number
  said: number
  unsaid: number
  address: string
  port: number
}

const windowMs = 10_000
/** Lines of one kind in a window; the rest is counted, or who is refused could fill the disk. */
const mostSaid = 10

/** Says in the log who was not let in and why: each by itself while they are few, and their number when they are many. */
export class Refusals {
  readonly #kinds = new Map<string, Kind>()
  readonly #note: Note
  /** How many there were since the start. */
  readonly totals = new Map(rejections.map((rejection) => [rejection, 0]))

  constructor(note: Note) {
    this.#note = note
  }

  add(address: string, port: number, reason: string, nowMs: number): void {
    this.check(nowMs)
    this.count(reason)
    const kind = this.#kinds.get(reason) ?? { sinceMs: nowMs, said: 0, unsaid: 0, address, port }
    this.#kinds.set(reason, kind)
    Object.assign(kind, { address, port })
    if (kind.said === mostSaid) {
      kind.unsaid++
      return
    }
    kind.said++
    this.#note('conn.refused', { address, port, reason })
  }

  /** One more, of which the log says nothing here. */
  count(reason: string): void {
    const kind = rejectionOf(reason)
    this.totals.set(kind, (this.totals.get(kind) ?? 0) + 1)
  }

  /** Once a second: what was only counted is said when its window is over. */
  check(nowMs: number): void {
    for (const [reason, { sinceMs, unsaid, address, port }] of this.#kinds) {
      if (nowMs - sinceMs < windowMs) continue
      this.#kinds.delete(reason)
      if (unsaid > 0) this.#note('conn.refused', { address, port, reason, count: unsaid })
    }
  }
}
