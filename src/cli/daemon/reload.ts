import type { Log } from '../../ops/log.ts'
import type { RoomConfig } from '../../room/room.ts'
import { type Change, compare } from '../config/compare.ts'
import type { DaemonConfig } from '../config/daemon-options.ts'
import type { OpenOperations } from './operations.ts'
import type { Reach } from './reach.ts'

/** What became of reading the configuration again. */
export interface Reloaded {
  readonly changed: readonly Change[]
  /** What holds after a restart only. */
  readonly waiting: readonly Change[]
  /** What the log files that could not be opened anew say. */
  readonly problems: readonly string[]
  /** What the operator's files say, for the room to take. */
  readonly config: RoomConfig
}

interface Parts {
  /** What the daemon was started with. */
  readonly config: DaemonConfig
  /** Reads it again. @throws {Exit} with what is wrong */
  readonly reread: () => Promise<DaemonConfig>
  readonly operations: OpenOperations
  readonly reach: Reach
  readonly log: Pick<Log, 'note' | 'level' | 'reopen'>
}

/**
 * Reads the configuration again, and every file that it names: all of it holds then, or nothing of it. One reading after
 * the other; who asks while one is under way gets the next, together with all others who do.
 */
export class Reload {
  readonly #parts: Parts
  #now: DaemonConfig
  #running: Promise<Reloaded> | undefined
  #next: Promise<Reloaded> | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    this.#now = parts.config
  }

  /** Rejects with the sentence for the operator; what held before holds on then. */
  run(): Promise<Reloaded> {
    if (this.#running === undefined) return this.#begin()
    this.#next ??= this.#after(this.#running)
    return this.#next
  }

  async #after(running: Promise<Reloaded>): Promise<Reloaded> {
    await running.catch(() => undefined)
    this.#next = undefined
    return await this.#begin()
  }

  async #begin(): Promise<Reloaded> {
    this.#running = this.#reload()
    try {
      return await this.#running
    } finally {
      this.#running = undefined
    }
  }

  async #reload(): Promise<Reloaded> {
    const { reread, operations, reach, log } = this.#parts
    const { changed, waiting, config } = compare(this.#now, await reread())
    const files = await operations.read(config.options)
    // Nothing from here on waits or fails.
    files.keep()
    reach.set(config.options)
    log.level = config.options.logLevel
    this.#now = config
    for (const { setting, from, to } of changed) log.note('config.changed', { setting, from, to })
    for (const { setting, from, to } of waiting) log.note('config.waiting', { setting, from, to })
    return { changed, waiting, problems: log.reopen(), config: files.config }
  }
}
