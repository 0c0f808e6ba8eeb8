/** A way for so many at once; some more may wait, and nobody else. */
export class Gate {
  readonly #waiting: (() => Promise<void>)[] = []
  readonly #atOnce: number
  readonly #mostWaiting: number
  #inside = 0

  constructor(atOnce: number, mostWaiting: number) {
    this.#atOnce = atOnce
    this.#mostWaiting = mostWaiting
  }

  /** Begins it now or when it is its turn; false: there is no room. What is begun here must not reject. */
  enter(work: () => Promise<void>): boolean {
    if (this.#inside >= this.#atOnce && this.#waiting.length >= this.#mostWaiting) return false
    this.#waiting.push(work)
    this.#next()
    return true
  }

  #next(): void {
    if (this.#inside >= this.#atOnce) return
    const work = this.#waiting.shift()
    if (work !== undefined) void this.#pass(work)
  }

  async #pass(work: () => Promise<void>): Promise<void> {
    this.#inside++
    await work()
    this.#inside--
    this.#next()
  }
}
