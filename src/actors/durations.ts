/** How many durations there were of which size. */
export interface Counted {
  /** In seconds, from the least. */
  readonly bounds: readonly number[]
  /** How many were up to each bound, those up to a smaller one among them. */
  readonly upTo: readonly number[]
  readonly count: number
  readonly sumSeconds: number
}

/** Durations counted by size, as a histogram of Prometheus has them. */
export class Durations {
  readonly #bounds: readonly number[]
  readonly #counts: number[]
  #count = 0
  #sumSeconds = 0

  /** What is longer than the last bound is counted in all alone. */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds
    this.#counts = bounds.map(() => 0)
  }

  add(seconds: number): void {
    this.#count++
    this.#sumSeconds += seconds
    const i = this.#bounds.findIndex((bound) => seconds <= bound)
    if (i !== -1) this.#counts[i] = (this.#counts[i] ?? 0) + 1
  }

  counted(): Counted {
    let sum = 0
    const upTo = this.#counts.map((count) => (sum += count))
    return { bounds: this.#bounds, upTo, count: this.#count, sumSeconds: this.#sumSeconds }
  }
}
