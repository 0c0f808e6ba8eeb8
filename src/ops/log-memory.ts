import { type EventName, type Level, events } from './events.ts'

/** A line of the log that somebody who looks at the daemon should know of. */
export interface Warning {
  /** ISO 8601. */
  readonly time: string
  readonly level: Level
  readonly evt: EventName
}

/** Warnings that are remembered. */
const mostWarnings = 5

/** What a log knows of what it has said, whether or not its level let it be written. */
export class LogMemory {
  readonly #counts = new Map<EventName, number>()
  readonly #warnings: Warning[] = []
  readonly #nowMs: () => number

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  add(evt: EventName): void {
    this.#counts.set(evt, (this.#counts.get(evt) ?? 0) + 1)
    const { level } = events[evt]
    if (level === 'debug' || level === 'info') return
    this.#warnings.push({ time: new Date(this.#nowMs()).toISOString(), level, evt })
    if (this.#warnings.length > mostWarnings) this.#warnings.shift()
  }

  /** How often each event was said since the start. */
  get counts(): ReadonlyMap<EventName, number> {
    return this.#counts
  }

  /** What was last worse than `info`, the newest last. */
  get warnings(): readonly Warning[] {
    return this.#warnings
  }
}
