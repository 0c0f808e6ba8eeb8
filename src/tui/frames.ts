import type { Clock } from '../protocol/clock.ts'

/** For what arrives a frame every so many ms at most: 20 a second cost two thirds of 30, and no eye misses them. */
const frameMs = 50

/**
 * When the screen is drawn: at once after a key, and then no frame waits any more; for what arrives at most every
 * `frameMs`.
 */
export class Frames {
  readonly #draw: () => void
  readonly #clock: Pick<Clock, 'now' | 'after'>
  #drawnAt = Number.NEGATIVE_INFINITY
  #cancel: (() => void) | undefined
  #isSoon = false

  constructor(draw: () => void, clock: Pick<Clock, 'now' | 'after'>) {
    this.#draw = draw
    this.#clock = clock
  }

  /** Something arrived. */
  later(): void {
    if (this.#cancel !== undefined || this.#isSoon) return
    const wait = Math.max(0, this.#drawnAt + frameMs - this.#clock.now())
    this.#cancel = this.#clock.after(wait, () => this.#frame())
  }

  /** A key was pressed. Keys that come together are one frame. */
  soon(): void {
    if (this.#isSoon) return
    this.#isSoon = true
    setImmediate(() => {
      if (this.#isSoon) this.#frame()
    })
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#isSoon = false
  }

  #frame(): void {
    // A data frame that still waited would make one more, and that one the next.
    this.stop()
    this.#drawnAt = this.#clock.now()
    this.#draw()
  }
}
