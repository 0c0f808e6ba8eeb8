/** How long what is asked may take to answer, from the moment that it was to be asked: a loop that is late is no alive one. */
const answerMs = 1_000

/** What a watchdog needs of the world. */
export interface Watched {
  /** Settles when the service has answered. */
  readonly pulse: () => Promise<void>
  /** Says that it is alive. */
  readonly feed: () => void
  readonly steadyMs: () => number
  /** Calls back after so long; gives what takes that back. */
  readonly after: (ms: number, callback: () => void) => () => void
}

/** How often a watchdog is to be fed, ms: twice in the time after which it bites (sd_watchdog_enabled(3)); undefined: there is none. */
export function feedMs(usec: string | undefined): number | undefined {
  const ms = usec !== undefined && /^\d{1,15}$/.test(usec) ? Number(usec) / 2_000 : 0
  return ms > 0 ? ms : undefined
}

/**
 * Feeds a watchdog every so often, and only when the service answers within a second of the time at which it was to be asked:
 * neither the event loop nor the service hangs then. One that is late is asked
 * again after a second, one that never answers is not. Gives what ends it.
 */
export function keepFed(everyMs: number, { pulse, feed, steadyMs, after }: Watched): () => void {
  let cancel = (): void => {}
  let isOver = false
  const ask = async (dueMs: number): Promise<void> => {
    await pulse()
    if (isOver) return
    const isGood = steadyMs() - dueMs <= answerMs
    if (isGood) feed()
    wait(isGood ? everyMs : answerMs)
  }
  const wait = (ms: number): void => {
    const dueMs = steadyMs() + ms
    cancel = after(ms, () => void ask(dueMs))
  }
  wait(Math.min(everyMs, answerMs))
  return () => {
    isOver = true
    cancel()
  }
}
