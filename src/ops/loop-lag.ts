import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks'

/** How late the event loop was with what was due, in seconds. */
export interface Lag {
  readonly p50: number
  readonly p99: number
  readonly max: number
}

const resolutionMs = 20
/** Of how long what is told is, at least. */
const windowMs = 10_000
/** Nobody has asked for so long: it is measured no longer, since that wakes the process fifty times a second. */
const idleMs = 300_000

const none: Lag = { p50: 0, p99: 0, max: 0 }

/** Measures while there is somebody who asks. */
export class LoopLag {
  readonly #now: () => number
  #histogram: IntervalHistogram | undefined
  #lag = none
  #sinceMs = 0
  #askedMs = 0

  /** @param now a clock that never jumps, ms */
  constructor(now: () => number) {
    this.#now = now
  }

  /** Of the last ten seconds, or since it was asked before; the first time nothing is known. */
  read(): Lag {
    const nowMs = this.#now()
    this.#askedMs = nowMs
    this.#histogram ??= this.#begin(nowMs)
    if (nowMs - this.#sinceMs >= windowMs || this.#lag === none) this.#lag = lagOf(this.#histogram)
    if (nowMs - this.#sinceMs >= windowMs) {
      this.#histogram.reset()
      this.#sinceMs = nowMs
    }
    return this.#lag
  }

  #begin(nowMs: number): IntervalHistogram {
    const histogram = monitorEventLoopDelay({ resolution: resolutionMs })
    histogram.enable()
    this.#sinceMs = nowMs
    const timer = setInterval(() => {
      if (this.#now() - this.#askedMs < idleMs) return
      clearInterval(timer)
      histogram.disable()
      this.#histogram = undefined
      this.#lag = none
    }, idleMs).unref()
    return histogram
  }
}

/** Node counts how long each of its own waits took; what was late of that is the lag. */
function lagOf(histogram: IntervalHistogram): Lag {
  if (histogram.count === 0) return none
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - resolutionMs / 1e3)
  return {
    p50: late(histogram.percentile(50)),
    p99: late(histogram.percentile(99)),
    max: late(histogram.max),
  }
}
