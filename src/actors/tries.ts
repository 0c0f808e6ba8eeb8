const minuteMs = 60_000

/**
 * How often passwords were tried in the last minute, by whatever they are counted for. One that is begun counts as wrong
 * until it is known to be right, so that many at once are no more than many one after the other.
 */
export class Tries {
  /** Times by key, what was tried last behind all others. */
  readonly #times = new Map<string, number[]>()
  readonly #perMinute: number
  readonly #kept: number

  constructor(perMinute: number, kept: number) {
    this.#perMinute = perMinute
    this.#kept = kept
  }

  /** Whether there were too many to try once more. */
  isOver(key: string, nowMs: number): boolean {
    const times = this.#times.get(key) ?? []
    return times.filter((ms) => nowMs - ms < minuteMs).length >= this.#perMinute
  }

  count(key: string, nowMs: number): void {
    const times = this.#times.get(key) ?? []
    this.#times.delete(key)
    this.#times.set(key, [...times.filter((ms) => nowMs - ms < minuteMs), nowMs])
    const [oldest] = this.#times.keys()
    if (this.#times.size > this.#kept && oldest !== undefined) this.#times.delete(oldest)
  }

  /** The one that was counted then was right. */
  forgive(key: string, thenMs: number): void {
    const times = this.#times.get(key)
    const at = times?.indexOf(thenMs) ?? -1
    if (times === undefined || at === -1) return
    times.splice(at, 1)
    if (times.length === 0) this.#times.delete(key)
  }
}
