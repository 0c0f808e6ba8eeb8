import type { Clock } from '../../protocol/clock.ts'

/** The real clock: monotonic, so that setting the time of day changes nothing. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => {
      clearTimeout(timer)
    }
  },
}
