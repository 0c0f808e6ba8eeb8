import type { RunningDaemon } from '../../actors/start.ts'
import type { Identity } from '../../ops/identity.ts'
import { LoopLag } from '../../ops/loop-lag.ts'
import type { Log } from '../../ops/log.ts'
import type { Control } from '../../ops/control-server.ts'
import type { Notifier } from '../../ops/notify.ts'
import type { Listener } from '../../transport/listener.ts'
import type { DaemonConfig, DaemonOptions } from '../config/daemon-options.ts'
import type { Readiness } from '../../transport/http/site.ts'
import type { OpenAccounts } from './accounts.ts'
import type { Successor } from './handover/successor.ts'
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

/** Where the room is on its way to. */
export type Handover =
  | { readonly is: 'none' }
  /** It may come to nothing still. */
  | { readonly is: 'under-way'; readonly successor: Successor }
  | { readonly is: 'done'; readonly successor: Successor }

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
  reloading: Reload | undefined
  /** Tells the service manager, if there is one. */
  notifier: Notifier | undefined
  listener: Listener | undefined
  /** Whether the room goes on in another process. */
  handover: Handover = { is: 'none' }
  /** The number of the latest announcement of this life, whichever process made it. */
  readonly announcements = { seq: 0 }
  /** The socket for datagrams that a service manager gave, if any. */
  givenUdp: number | undefined
  /** Ends what tells the service manager now and then how it is. */
  stopReporting: () => void = () => {}
  countDiscovery: (() => DiscoveryCounts) | undefined
  #running: RunningDaemon | undefined
  // A stop may be asked for before there is a daemon that could be stopped.
  readonly #stops: { readonly reason: string; readonly overMs: number | undefined }[] = []

  readonly #openControl: (life: Life) => Promise<Control>
  #control: Control | undefined

  /** @param openControl opens the socket on which this life is asked */
  constructor(given: Given, openControl: (life: Life) => Promise<Control>) {
    this.given = given
    this.#openControl = openControl
  }

  /** Can be asked from here on, again where its place was another's meanwhile. Rejects as `openControl` does. */
  async openControl(): Promise<void> {
    this.#control = await this.#openControl(this)
  }

  /** Nothing more can be asked; settles when what was asked is answered. */
  async closeControl(): Promise<void> {
    const control = this.#control
    this.#control = undefined
    await control?.close()
  }

  get running(): RunningDaemon | undefined {
    return this.#running
  }

  /** It runs from here on; what it was asked before, it is asked now. */
  run(running: RunningDaemon): void {
    this.#running = running
    for (const { reason, overMs } of this.#stops) running.stop(reason, overMs)
  }

  /** Another process tells the service manager from here on. */
  quiet(): void {
    this.stopReporting()
    this.notifier = undefined
  }

  /** Asks it to stop politely, within so long where that is said; asked again, it stops at once. */
  stop(reason: string, overMs?: number): void {
    // A successor would open a room that is to be closed.
    if (this.handover.is === 'under-way') void this.handover.successor.kill()
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
    return this.listener?.counts().isFull === true ? 'full' : 'ready'
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
