import type { Input } from '../protocol/lines.ts'
import type { Limits } from '../protocol/limits.ts'

type RateLimits = Pick<Limits, 'rateBurst' | 'ratePerSecond'>

const nothing: readonly Input[] = []

/**
 * What one connection sent and the room has not taken yet: at most one read, because reading pauses while it holds
 * anything. It also counts the connection's entries that are still on their way through the sequencer, and its tokens.
 */
export class Inbox {
  #inputs = nothing
  #at = 0
  #tokens: number
  #filledMs: number
  readonly #limits: RateLimits
  /** Own entries that have not run yet; a line that must follow them waits. */
  inFlight = 0
  /** True while the head of the inbox waits for `inFlight` to be 0. */
  waiting = false
  /** When the peer last sent anything. */
  seenMs: number

  constructor(limits: RateLimits, nowMs: number) {
    this.#limits = limits
    this.#tokens = limits.rateBurst
    this.#filledMs = nowMs
    this.seenMs = nowMs
  }

  get isEmpty(): boolean {
    return this.#at === this.#inputs.length
  }

  /** Takes one read. */
  push(inputs: readonly Input[], atMs: number): void {
    this.seenMs = atMs
    // A link may have had one more read on its way when it was paused.
    this.#inputs = this.isEmpty ? inputs : [...this.#inputs.slice(this.#at), ...inputs]
    this.#at = 0
  }

  /** The next line, still in its place. */
  peek(): Input | undefined {
    return this.#inputs[this.#at]
  }

  /** Drops the line that `peek` gave. */
  shift(): void {
    this.#at++
    // Taken lines hold on to the bytes of their read, which an idle connection must not.
    if (this.isEmpty) this.clear()
  }

  /** Forgets all lines: nothing follows a QUIT. */
  clear(): void {
    this.#inputs = nothing
    this.#at = 0
  }

  /** Takes tokens when there are enough, or as many as there can be; otherwise takes none. */
  spend(cost: number, nowMs: number): boolean {
    const { rateBurst, ratePerSecond } = this.#limits
    const tokens = Math.min(cost, rateBurst)
    const earned = (Math.max(0, nowMs - this.#filledMs) * ratePerSecond) / 1000
    this.#tokens = Math.min(rateBurst, this.#tokens + earned)
    this.#filledMs = Math.max(this.#filledMs, nowMs)
    if (this.#tokens < tokens) return false
    this.#tokens -= tokens
    return true
  }
}
