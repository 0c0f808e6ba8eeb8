import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** Real terminals for tests: a tmux server of this test alone, which `close` ends with everything in it. */

/** Which of these programs are missing here, as a reason; undefined when all are there. */
export function whyNot(...programs: string[]): string | undefined {
  const dirs = (process.env['PATH'] ?? '').split(delimiter)
  const absent = programs.filter((program) => !dirs.some((dir) => existsSync(join(dir, program))))
  return absent.length === 0 ? undefined : `not installed here: ${absent.join(', ')}`
}

export interface Size {
  readonly columns: number
  readonly rows: number
}

/** What runs in a terminal; its environment is `env`, a UTF-8 locale and nothing else. */
interface Program {
  readonly command: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly size?: Size
}

export class Tmux {
  readonly #dir = mkdtempSync(join(tmpdir(), 'earshot-tmux-'))
  readonly #pids: number[] = []
  #homes = 0

  /** A directory for one program; `close` removes it. */
  home(): string {
    return mkdtempSync(join(this.#dir, `home-${this.#homes++}-`))
  }

  open({ command, env, size = { columns: 80, rows: 24 } }: Program): Terminal {
    const name = `t${this.#pids.length}`
    const variables = Object.entries({ ...env, LC_ALL: 'C.UTF-8' })
    const given = variables.flatMap(([key, value]) => ['-e', `${key}=${value ?? ''}`])
    const place = ['-x', String(size.columns), '-y', String(size.rows)]
    if (this.#pids.length === 0) this.#start()
    this.#run('new-session', '-d', '-s', name, ...place, ...given, ...command)
    const terminal = new Terminal((...args) => this.#run(...args), name)
    this.#pids.push(Number(terminal.ask('#{pane_pid}')))
    return terminal
  }

  #start(): void {
    const options = ['status off', 'remain-on-exit on', 'escape-time 0', 'default-terminal screen-256color']
    const set = options.flatMap((option) => [';', 'set', '-g', ...option.split(' ')])
    const dir = this.#dir
    // Without the test there is nobody to end it.
    const leash = `while kill -0 ${process.pid}; do sleep 1; done; tmux -S '${dir}/socket' kill-server; rm -rf '${dir}'`
    // A server without sessions would end.
    this.#run('start-server', ';', 'set', '-g', 'exit-empty', 'off', ...set, ';', 'run-shell', '-b', leash)
  }

  #run(...args: string[]): string {
    const { PATH } = process.env
    return execFileSync('tmux', ['-u', '-S', join(this.#dir, 'socket'), '-f', '/dev/null', ...args], {
      encoding: 'utf8',
      env: { PATH, HOME: this.#dir, LC_ALL: 'C.UTF-8', TERM: 'xterm-256color' },
      timeout: 20_000,
    })
  }

  close(): void {
    if (this.#pids.length > 0) {
      try {
        this.#run('kill-server')
      } catch {
        // Gone already.
      }
    }
    for (const pid of this.#pids) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // As it should be: it ended when its terminal did.
      }
    }
    rmSync(this.#dir, { recursive: true, force: true, maxRetries: 5 })
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
    this.#run(...this.#typed(text))
  }

  /** Presses keys by tmux's names for them: `Enter`, `C-c`, `BSpace`, `Left`. */
  press(...keys: string[]): void {
    this.#run('send-keys', '-t', this.#name, ...keys)
  }

  /** Pastes a text, in brackets where the program asked for them. */
  paste(text: string): void {
    this.#run(
      'set-buffer',
      '-b',
      this.#name,
      text,
      ';',
      'paste-buffer',
      '-p',
      '-r',
      '-d',
      '-b',
      this.#name,
      '-t',
      this.#name,
    )
  }

  enter(text: string): void {
    this.#run(...this.#typed(text), ';', 'send-keys', '-t', this.#name, 'Enter')
  }

  #typed(text: string): string[] {
    // A semicolon at the end of an argument would part two commands.
    return ['send-keys', '-t', this.#name, '-l', '--', text.replace(/;$/, '\\;')]
  }

  /** Gives the terminal another size and waits until its program can know: tmux lets that take a while. */
  async resize({ columns, rows }: Size): Promise<void> {
    this.#run('resize-window', '-t', this.#name, '-x', String(columns), '-y', String(rows))
    const tty = this.ask('#{pane_tty}')
    const size = () => execFileSync('stty', ['-F', tty, 'size'], { encoding: 'utf8' }).trim()
    await this.until('resized', () => size() === `${rows} ${columns}`)
  }

  /** Makes the screen blank, whatever the program knows of it. */
  wipe(): void {
    this.#run('send-keys', '-t', this.#name, '-R')
  }

  /** All rows that are seen, without the blanks at their ends; with their colours as escape sequences, if asked for. */
  screen(colours?: 'colours'): string[] {
    const options = colours === undefined ? [] : ['-e']
    // After the last row comes a line end, too.
    return this.#run('capture-pane', '-p', ...options, '-t', this.#name)
      .split('\n')
      .slice(0, -1)
      .map((row) => row.trimEnd())
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
      await new Promise((done) => setTimeout(done, 20))
    }
  }
}
