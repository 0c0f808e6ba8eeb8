/** Time that goes on only when it is told to; the time of day may besides be set to something else. */
export class FakeTime {
  nowMs = Date.UTC(2026, 10, 22, 12)
  /** By how much the time of day was set. */
  jumpMs = 0
  #timers: { readonly atMs: number; readonly run: () => void }[] = []

  get pending(): number {
    return this.#timers.length
  }

  readonly now = (): number => this.nowMs + this.jumpMs

  readonly steady = (): number => this.nowMs

  readonly after = (ms: number, run: () => void): void => {
    this.#timers.push({ atMs: this.nowMs + ms, run })
  }

  /** Runs what is due until then, in order. */
  advance(ms: number): void {
    const untilMs = this.nowMs + ms
    for (;;) {
      const [next] = this.#timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)
      if (next === undefined) break
      this.#timers = this.#timers.filter((timer) => timer !== next)
      this.nowMs = Math.max(this.nowMs, next.atMs)
      next.run()
    }
    this.nowMs = untilMs
  }
}
