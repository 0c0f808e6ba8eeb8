import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** `earshot` as people run it: the build, in processes of its own, away from every other room. */

export const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const children: ChildProcess[] = []
const directories = new Set<string>()

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A process that runs. What it said so far is in `out` and `err`. */
export class Running {
  out = ''
  err = ''
  readonly child: ChildProcess
  readonly ended: Promise<Ended>

  constructor(child: ChildProcess) {
    this.child = child
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.out += text))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.err += text))
    this.ended = once(child, 'close').then(() => ({ code: child.exitCode, out: this.out, err: this.err }))
  }

  type(text: string): void {
    this.child.stdin?.write(text)
  }

  /** Waits until stdout says so. */
  async says(what: string | RegExp, where: 'out' | 'err' = 'out', withinMs = 20_000): Promise<void> {
    const until = Date.now() + withinMs
    while (!(typeof what === 'string' ? this[where].includes(what) : what.test(this[where]))) {
      if (Date.now() > until) {
        throw new Error(`it never said ${String(what)}; stdout: ${this.out}; stderr: ${this.err}`)
      }
      await new Promise((done) => setTimeout(done, 10))
    }
  }

  /** The objects of `--json`. */
  objects(): Record<string, unknown>[] {
    return objects(this.out)
  }
}

/** Lines of JSON as objects. */
export function objects(text: string): Record<string, unknown>[] {
  const isRecord = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null
  return text
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line))
    .filter(isRecord)
}

/** A place in which earshot runs: a state directory and a UDP port of its own. */
export class Lan {
  readonly state = mkdtempSync(join(tmpdir(), 'earshot-cli-'))
  readonly udpPort: number

  private constructor(udpPort: number) {
    this.udpPort = udpPort
    directories.add(this.state)
  }

  static async open(): Promise<Lan> {
    const socket = createSocket('udp4')
    socket.bind(0)
    await once(socket, 'listening')
    const { port } = socket.address()
    socket.close()
    return new Lan(port)
  }

  /** The environment of a command whose state directory has this name; daemons take any free port. */
  env(state: string): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      HOME: this.state,
      EARSHOT_STATE_DIR: join(this.state, state),
      EARSHOT_DISCOVERY_PORT: String(this.udpPort),
      EARSHOT_PORT: '0',
    }
  }

  /** Starts a command; the state directory is the LAN's, where the arguments name no other. */
  start(...args: string[]): Running {
    const stdio: StdioOptions = ['pipe', 'pipe', 'pipe', 'ipc']
    const child = spawn(process.execPath, [main, ...args], { env: this.env('here'), stdio })
    children.push(child)
    return new Running(child)
  }

  /** Runs a command to its end, with this as its stdin. */
  async run(args: readonly string[], stdin = ''): Promise<Ended> {
    const running = this.start(...args)
    running.child.stdin?.end(stdin)
    return await running.ended
  }

  /** A room in the foreground of its own process; gives its TCP port when it listens. */
  async room(name: string, ...args: string[]): Promise<{ running: Running; port: number; state: string }> {
    const state = join(this.state, name)
    const where = ['--port', '0', '--bind', '127.0.0.1', '--state-dir', state]
    const running = this.start('daemon', '--name', name, ...where, ...args)
    const port = await new Promise<number>((resolve, reject) => {
      running.child.once('message', (message) => {
        if (typeof message === 'object' && message !== null && 'port' in message)
          resolve(Number(message.port))
      })
      void running.ended.then(({ err }) => reject(new Error(`the daemon ended: ${err}`)))
    })
    return { running, port, state }
  }
}

/** Ends every process that was started here, waits until it is gone, and removes what they left. */
export async function endAll(): Promise<void> {
  await Promise.all(
    children.splice(0).map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    }),
  )
  for (const directory of directories) rmSync(directory, { recursive: true, force: true })
}
