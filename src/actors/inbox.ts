import type { Input } from '../protocol/lines.ts'
import type { Limits } from '../protocol/limits.ts'

type RateLimits = Pick<Limits, 'rateBurst' | 'ratePerSecond'>

/**
 * What one connection sent and the room has not taken yet: at most one read, because reading pauses while it holds
 * anything. It also counts the connection's entries that are still on their way through the sequencer, and its tokens.
 */
export class Inbox {
  /** The next one is last. What is taken must be in no list any more: it would hold on to the bytes of its read. */
  #inputs: Input[] = []
  #tokens: number
  #filledMs: number
  readonly #limits: RateLimits
  /** Own entries that have not run yet; a line that must follow them waits. */
  inFlight = 0
  /** Work for the connection outside of the room that is not done; every line waits for it. */
  held = 0
  /** True while the head of the inbox waits for `inFlight` or `held` to be 0. */
  waiting = false
  /** Lines that were taken. */
  taken = 0
  /** Lines that were refused. */
  refused = 0
  /** When the peer last sent anything, by the steady clock as every time here. */
  seenMs: number

  constructor(limits: RateLimits, steadyMs: number) {
    this.#limits = limits
    this.#tokens = limits.rateBurst
    this.#filledMs = steadyMs
    this.seenMs = steadyMs
  }

  get isEmpty(): boolean {
    return this.#inputs.length === 0
  }

  /** Takes one read. The list is the inbox's from now on, and empty when all is taken, whoever else still has it. */
  push(inputs: Input[], steadyMs: number): void {
    this.seenMs = steadyMs
    inputs.reverse()
    // A link may have had one more read on its way when it was paused.
    if (!this.isEmpty) inputs.push(...this.#inputs)
    this.#inputs = inputs
  }

  /** The next line, still in its place. */
  peek(): Input | undefined {
    return this.#inputs.at(-1)
  }

  /** Drops the line that `peek` gave. */
  shift(): void {
    this.#inputs.pop()
    this.taken++
  }

  /** Forgets all lines: nothing follows a QUIT. */
  clear(): void {
    this.#inputs.length = 0
  }

  /**
   * Takes tokens when there are enough, otherwise none. What costs more than there can ever be, such as a long list of
   * channels, goes when all are there and is paid off afterwards.
   */
  spend(cost: number, steadyMs: number): boolean {
    const { rateBurst, ratePerSecond } = this.#limits
    const earned = ((steadyMs - this.#filledMs) * ratePerSecond) / 1000
    this.#tokens = Math.min(rateBurst, this.#tokens + earned)
    this.#filledMs = steadyMs
    if (this.#tokens < Math.min(cost, rateBurst)) return false
    this.#tokens -= cost
    return true
  }
}
