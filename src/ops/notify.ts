import { spawn } from 'node:child_process'

/** Where a service is, for who manages it (sd_notify(3)). */
type Phase = 'starting' | 'ready' | 'reloading' | 'stopping'

/** Tells the service manager one thing, as assignments; rejects where that cannot be done. */
export type Tell = (assignments: readonly string[]) => Promise<void>

/** What the manager is told. Nothing here throws or waits. */
export class Notifier {
  readonly #tell: Tell
  readonly #failed: (error: Error) => void
  readonly #monotonicNs: () => bigint
  #phase: Phase = 'starting'
  #toldPhase: Phase = 'starting'
  #status = ''
  #toldStatus = ''
  #isFed = false
  #telling: Promise<void> | undefined
  #isDeaf = false

  /**
   * @param failed called once, when the manager cannot be told: it is not tried again
   * @param monotonicNs CLOCK_MONOTONIC
   */
  constructor(tell: Tell, failed: (error: Error) => void, monotonicNs: () => bigint) {
    this.#tell = tell
    this.#failed = failed
    this.#monotonicNs = monotonicNs
  }

  /**
   * Says where the service is. One thing is told after the other: what is over before it could be told is left out, so
   * nothing piles up.
   */
  is(phase: Exclude<Phase, 'starting'>): void {
    // Nothing comes after the end.
    if (this.#phase !== 'stopping') this.#phase = phase
    this.#next()
  }

  /** One line for a person. */
  says(status: string): void {
    this.#status = status
    this.#next()
  }

  /** It is alive; to be said more often than the watchdog bites. */
  feed(): void {
    this.#isFed = true
    this.#next()
  }

  /** Settles when all is told. */
  async told(): Promise<void> {
    while (this.#telling !== undefined) await this.#telling
  }

  #next(): void {
    if (this.#telling === undefined && !this.#isDeaf && this.#hasNews) this.#telling = this.#say()
  }

  async #say(): Promise<void> {
    // What is said at once is told at once.
    await Promise.resolve()
    try {
      await this.#tell(this.#news())
    } catch (error) {
      this.#isDeaf = true
      this.#failed(error instanceof Error ? error : new Error(String(error)))
    }
    this.#telling = undefined
    this.#next()
  }

  get #hasNews(): boolean {
    return this.#phase !== this.#toldPhase || this.#status !== this.#toldStatus || this.#isFed
  }

  #news(): string[] {
    const news: string[] = []
    if (this.#phase !== this.#toldPhase) news.push(...this.#assignments(this.#phase))
    if (this.#status !== this.#toldStatus) news.push(`STATUS=${this.#status}`)
    if (this.#isFed) news.push('WATCHDOG=1')
    this.#toldPhase = this.#phase
    this.#toldStatus = this.#status
    this.#isFed = false
    return news
  }

  #assignments(phase: Phase): string[] {
    switch (phase) {
      case 'starting':
        return []
      case 'ready':
        // Whoever took the place of another process is the main one from here on.
        return ['READY=1', `MAINPID=${process.pid}`]
      case 'reloading':
        return ['RELOADING=1', `MONOTONIC_USEC=${this.#monotonicNs() / 1_000n}`]
      case 'stopping':
        return ['STOPPING=1']
    }
  }
}

/** What one telling may take; systemd-notify itself gives up after 5 s. */
const tellMs = 10_000

/**
 * By `systemd-notify`, since Node has no datagram sockets of the file system. It waits until the manager has seen whose
 * process it is, so it must not be told to be quick about it (systemd-notify(1), `--no-block`).
 */
export const tellSystemd: Tell = (assignments) =>
  new Promise((resolve, reject) => {
    const child = spawn('systemd-notify', [...assignments], { stdio: 'ignore', timeout: tellMs })
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (code === 0) resolve()
      else reject(new Error(`systemd-notify ended with ${String(code ?? signal)}`))
    })
  })
