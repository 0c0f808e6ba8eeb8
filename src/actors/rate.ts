/** How much of something a second there was lately, from what is counted since the start. */
export class Rate {
  readonly #seconds: number
  /** What was counted at each of the last seconds, the oldest first. */
  readonly #totals: number[] = [0]

  constructor(seconds: number) {
    this.#seconds = seconds
  }

  /** Called once a second. */
  mark(total: number): void {
    this.#totals.push(total)
    if (this.#totals.length > this.#seconds + 1) this.#totals.shift()
  }

  get perSecond(): number {
    const seconds = this.#totals.length - 1
    return seconds === 0 ? 0 : ((this.#totals.at(-1) ?? 0) - (this.#totals[0] ?? 0)) / seconds
  }
}
