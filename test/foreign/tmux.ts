import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

/** Programs in terminals of their own, which a test types into and reads; `closeTerminals` in afterAll ends them. */

const run = promisify(execFile)

export interface Terminal {
  /** Types a line and Enter. */
  readonly type: (line: string) => Promise<void>
  /** What is to be seen now: rows without the blanks at their ends. */
  readonly screen: () => Promise<string[]>
  /** The same with its colours, as escape sequences. */
  readonly colours: () => Promise<string[]>
  /** Makes the screen blank, whatever the program knows of it. */
  readonly wipe: () => Promise<void>
}

export interface Program {
  readonly command: readonly string[]
  /** Home and working directory; removed at the end. */
  readonly home: string
  readonly columns: number
  readonly rows: number
}

/** Which of these programs are missing here, as a reason; undefined when all are there. */
export function whyNot(...programs: string[]): string | undefined {
  const dirs = (process.env['PATH'] ?? '').split(delimiter)
  const absent = programs.filter((program) => !dirs.some((dir) => existsSync(join(dir, program))))
  return absent.length === 0 ? undefined : `not installed here: ${absent.join(', ')}`
}

/** A directory for one program. */
export function freshHome(): string {
  return mkdtempSync(join(tmpdir(), 'earshot-foreign-'))
}

const running = new Map<string, number>()

/** Ends every program that was started here, with its terminal, and removes its home. */
export function closeTerminals(): void {
  for (const [home, pid] of running) {
    try {
      execFileSync('tmux', ['-S', join(home, 'tmux'), 'kill-server'], { stdio: 'ignore', timeout: 5_000 })
    } catch {
      // Gone already.
    }
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // As it should be: it ended when its terminal did.
    }
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  running.clear()
}

/** Starts a program in a tmux server of its own, which reads nobody's configuration and has a clean environment. */
export async function openTerminal({ command, home, columns, rows }: Program): Promise<Terminal> {
  const socket = join(home, 'tmux')
  const env = { PATH: process.env['PATH'], HOME: home, LC_ALL: 'C.UTF-8', TERM: 'xterm-256color', TZ: 'UTC' }
  const tmux = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('tmux', ['-u', '-S', socket, '-f', '/dev/null', ...args], {
      cwd: home,
      env,
      timeout: 5_000,
    })
    return stdout
  }
  const options = ['status off', 'remain-on-exit on', 'escape-time 0', 'default-terminal screen-256color']
  const set = options.flatMap((option) => ['set', '-g', ...option.split(' '), ';'])
  const size = ['-x', String(columns), '-y', String(rows)]
  await tmux('start-server', ';', ...set, 'new-session', '-d', ...size, '-c', home, ...command)
  const pid = Number(await tmux('display-message', '-p', '#{pane_pid}'))
  running.set(home, pid)
  // Without the test there is nobody to end it.
  const leash = `while kill -0 ${process.pid}; do sleep 1; done; tmux -S '${socket}' kill-server; rm -rf '${home}'`
  await tmux('run-shell', '-b', leash)

  const capture = async (...options: string[]): Promise<string[]> => {
    const rows = (await tmux('capture-pane', '-p', ...options)).split('\n').map((row) => row.trimEnd())
    // After the last row comes a line end, too.
    return rows.slice(0, -1)
  }

  return {
    type: async (line) => {
      // A semicolon at the end of an argument would part two commands.
      await tmux('send-keys', '-l', '--', line.replace(/;$/, '\\;'), ';', 'send-keys', 'Enter')
    },
    screen: async () => await capture(),
    colours: async () => await capture('-e'),
    wipe: async () => void (await tmux('send-keys', '-R')),
  }
}
