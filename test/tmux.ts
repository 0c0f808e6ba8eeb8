import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'

/** Real terminals for tests: a tmux server of this test alone, which `close` ends with everything in it. */

/** Whether there is a tmux; without one the tests that need it are skipped. */
export const hasTmux = spawnSync('tmux', ['-V']).status === 0

export interface Size {
  readonly columns: number
  readonly rows: number
}

export class Tmux {
  readonly #socket = `earshot-test-${randomBytes(6).toString('hex')}`
  #sessions = 0

  /** A shell in a terminal of its own. Its environment is this and nothing else. */
  open(env: NodeJS.ProcessEnv, size: Size = { columns: 80, rows: 24 }): Terminal {
    const name = `t${this.#sessions++}`
    const variables = { ...env, PS1: '$ ', LC_ALL: 'C.UTF-8' }
    const given = Object.entries(variables).flatMap(([key, value]) => ['-e', `${key}=${value ?? ''}`])
    const place = ['-x', String(size.columns), '-y', String(size.rows)]
    this.run('-f', '/dev/null', 'new-session', '-d', '-s', name, ...place, ...given, 'sh')
    return new Terminal((...args) => this.run(...args), name)
  }

  run(...args: string[]): string {
    return execFileSync('tmux', ['-u', '-L', this.#socket, ...args], { encoding: 'utf8' })
  }

  close(): void {
    if (this.#sessions > 0) spawnSync('tmux', ['-L', this.#socket, 'kill-server'])
  }
}

export class Terminal {
  readonly #run: (...args: string[]) => string
  readonly #name: string

  constructor(run: (...args: string[]) => string, name: string) {
    this.#run = run
    this.#name = name
  }

  /** Types a text as it is. */
  type(text: string): void {
    this.#run('send-keys', '-t', this.#name, '-l', '--', text)
  }

  /** Presses keys by tmux's names for them: `Enter`, `C-c`, `BSpace`, `Left`. */
  press(...keys: string[]): void {
    this.#run('send-keys', '-t', this.#name, ...keys)
  }

  enter(text: string): void {
    this.type(text)
    this.press('Enter')
  }

  /** Gives the terminal another size and waits until its program can know: tmux lets that take a while. */
  async resize({ columns, rows }: Size): Promise<void> {
    this.#run('resize-window', '-t', this.#name, '-x', String(columns), '-y', String(rows))
    const tty = this.ask('#{pane_tty}')
    const size = () => execFileSync('stty', ['-F', tty, 'size'], { encoding: 'utf8' }).trim()
    await this.until('resized', () => size() === `${rows} ${columns}`)
  }

  /** The rows that are seen, without the empty ones below. */
  rows(): string[] {
    return this.#run('capture-pane', '-p', '-t', this.#name).trimEnd().split('\n')
  }

  /** All that was ever shown, rows that were wrapped joined again. */
  everything(): string {
    return this.#run('capture-pane', '-p', '-J', '-S', '-', '-t', this.#name).trimEnd()
  }

  /** What tmux knows of it by a format such as `#{cursor_x}`. */
  ask(format: string): string {
    return this.#run('display-message', '-p', '-t', this.#name, format).trim()
  }

  /** Waits until it was shown. */
  async shows(what: string | RegExp): Promise<void> {
    await this.until(`shown: ${String(what)}`, () => {
      const text = this.everything()
      return typeof what === 'string' ? text.includes(what) : what.test(text)
    })
  }

  /** Waits until the screen is so. */
  async until(what: string, test: () => boolean): Promise<void> {
    const end = Date.now() + 15_000
    while (!test()) {
      if (Date.now() > end) throw new Error(`never ${what}; the terminal shows:\n${this.everything()}`)
      await new Promise((done) => setTimeout(done, 40))
    }
  }
}
