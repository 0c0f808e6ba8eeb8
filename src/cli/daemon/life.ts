import type { RunningDaemon } from '../../actors/start.ts'
import type { Identity } from '../../ops/identity.ts'
import { LoopLag } from '../../ops/loop-lag.ts'
import type { Log } from '../../ops/log.ts'
import type { Notifier } from '../../ops/notify.ts'
import type { DaemonConfig, DaemonOptions } from '../config/daemon-options.ts'
import type { DoorCounts } from '../../transport/door.ts'
import type { Readiness } from '../../transport/http/site.ts'
import type { OpenAccounts } from './accounts.ts'
import type { DiscoveryCounts } from './input.ts'
import type { OpenOperations } from './operations.ts'
import type { Reload, Reloaded } from './reload.ts'
import type { Tls } from './tls.ts'

/** The files of a daemon, open. */
export interface OpenFiles {
  readonly identity: Identity
  readonly tls: Tls
  readonly operations: OpenOperations
  /** Absent: accounts live as long as the daemon. */
  readonly accounts: OpenAccounts | undefined
}

/** What does not change while a daemon lives. */
interface Given {
  /** What it was started with, and how that is read again. */
  readonly config: DaemonConfig
  readonly reread: () => Promise<DaemonConfig>
  readonly options: DaemonOptions
  readonly log: Log
  /** 8 hexadecimal digits. */
  readonly boot: string
  readonly version: string
  /** When it began, by the steady clock. */
  readonly startedMs: number
}

/** `full`: open, and whoever comes is told that all places are taken. */
export type LifeState = 'starting' | 'open' | 'full' | 'stopping'

/** One life of a daemon in this process, as whoever is asked about it holds it: what is open of it by now. */
export class Life {
  readonly given: Given
  readonly lag = new LoopLag(() => performance.now())
  files: OpenFiles | undefined
  /** Where it listens. */
  port: number | undefined
  countDoor: (() => DoorCounts) | undefined
  reloading: Reload | undefined
  /** Tells the service manager, if there is one. */
  notifier: Notifier | undefined
  countDiscovery: (() => DiscoveryCounts) | undefined
  #running: RunningDaemon | undefined
  // A stop may be asked for before there is a daemon that could be stopped.
  readonly #stops: { readonly reason: string; readonly overMs: number | undefined }[] = []

  constructor(given: Given) {
    this.given = given
  }

  get running(): RunningDaemon | undefined {
    return this.#running
  }

  /** It runs from here on; what it was asked before, it is asked now. */
  run(running: RunningDaemon): void {
    this.#running = running
    for (const { reason, overMs } of this.#stops) running.stop(reason, overMs)
  }

  /** Asks it to stop politely, within so long where that is said; asked again, it stops at once. */
  stop(reason: string, overMs?: number): void {
    this.#stops.push({ reason, overMs })
    this.notifier?.is('stopping')
    this.#running?.stop(reason, overMs)
  }

  /**
   * Reads the configuration again, and has the room take it too.
   * Rejects with the sentence for the operator when nothing of it could be taken.
   */
  async reload(): Promise<Reloaded> {
    const { note } = this.given.log
    if (this.reloading === undefined) throw new Error('the daemon is still starting')
    this.notifier?.is('reloading')
    try {
      const reloaded = await this.reloading.run()
      this.#running?.configure(reloaded.config)
      return reloaded
    } catch (error) {
      note('config.refused', { why: whyOf(error) })
      throw error
    } finally {
      this.notifier?.is('ready')
    }
  }

  /** Whether whoever comes now is taken in. */
  get isReady(): boolean {
    return this.#stops.length === 0
  }

  /** The same, and why not. */
  get readiness(): Readiness {
    if (!this.isReady) return 'closing'
    return this.countDoor?.().isFull === true ? 'full' : 'ready'
  }

  /** What it is doing now. */
  get state(): LifeState {
    if (!this.isReady) return 'stopping'
    if (this.port === undefined) return 'starting'
    return this.readiness === 'full' ? 'full' : 'open'
  }

  /** How long it has lived by now. */
  get uptimeMs(): number {
    return Math.round(performance.now() - this.given.startedMs)
  }
}

function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
