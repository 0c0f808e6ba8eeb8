import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Answer, Done, Request, Talk } from './protocol.ts'
import { type ServerName, daemons } from './rows.ts'

/** What the load generator is told of how its clients speak, where it is not plain IRC. */
const manners: Partial<Record<ServerName, readonly string[]>> = {
  'over-tls': ['tls'],
  'over-ws': ['ws'],
  'over-wss': ['wss'],
  'per-turn-tls': ['tls'],
  'with-capabilities': ['tcp', 'capabilities'],
}

/** How long a server may take to open, and a request to be answered. */
const openMs = 20_000
const answerMs = 120_000

const children = new Set<ChildProcess>()
const directories = new Set<string>()

process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
  for (const directory of directories) rmSync(directory, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))

/** A server and a load generator, each a process of its own; both end with this one, however that ends. */
export class Session {
  readonly server: ServerName
  readonly #process: ChildProcess
  readonly #load: ChildProcess
  readonly #answers: AsyncIterator<string>

  private constructor(server: ServerName, serverProcess: ChildProcess, port: number) {
    this.server = server
    this.#process = serverProcess
    const manner = manners[server] ?? ['tcp']
    this.#load = start([program('load'), String(port), String(serverProcess.pid), ...manner], 'pipe')
    if (this.#load.stdout === null) throw new Error('the load generator has no stdout')
    this.#answers = createInterface({ input: this.#load.stdout })[Symbol.asyncIterator]()
  }

  static async open(server: ServerName): Promise<Session> {
    const child = start(daemons.has(server) ? earshot() : [program('server'), server], 'ignore')
    const port = await within(openMs, portOf(child), `${server} does not open`)
    return new Session(server, child, port)
  }

  get pid(): number {
    return this.#process.pid ?? 0
  }

  async talk(request: Request): Promise<Talk> {
    const answer = await this.#ask(request)
    if (answer.type !== 'talk') throw new Error(`${this.server}: no talk`)
    return answer
  }

  async do(request: Request): Promise<Done> {
    const answer = await this.#ask(request)
    if (answer.type !== 'done') throw new Error(`${this.server}: not done`)
    return answer
  }

  async #ask(request: Request): Promise<Answer> {
    this.#load.stdin?.write(`${JSON.stringify(request)}\n`)
    const { value, done } = await within(answerMs, this.#answers.next(), `${this.server}: no answer`)
    if (done === true) throw new Error(`${this.server}: the load generator has ended`)
    const answer: Answer = JSON.parse(value)
    if (answer.type === 'failed') throw new Error(`${this.server}: ${answer.message}`)
    return answer
  }

  async close(): Promise<void> {
    await Promise.all([stop(this.#load), stop(this.#process)])
  }
}

function program(name: string): string {
  return fileURLToPath(new URL(`./${name}.js`, import.meta.url))
}

/** As a user would start it, but for the limits on how fast a peer may talk, and for a place of its own. */
function earshot(): string[] {
  const directory = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
  directories.add(directory)
  const main = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url))
  const quiet = ['--no-limits', '--no-discovery', '--log-level=warn']
  const place = ['--port=0', '--bind=127.0.0.1', `--state-dir=${directory}`, `--log-dir=${directory}`]
  return [main, 'daemon', ...quiet, ...place]
}

function start(args: readonly string[], pipes: 'pipe' | 'ignore'): ChildProcess {
  const stdio =
    pipes === 'pipe'
      ? (['pipe', 'pipe', 'inherit'] as const)
      : (['ignore', 'ignore', 'ignore', 'ipc'] as const)
  const child = spawn(process.execPath, args, { stdio: [...stdio] })
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

async function portOf(child: ChildProcess): Promise<number> {
  const [message]: unknown[] = await once(child, 'message')
  if (
    typeof message === 'object' &&
    message !== null &&
    'port' in message &&
    typeof message.port === 'number'
  )
    return message.port
  throw new Error('a server that does not say its port')
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

async function within<T>(ms: number, work: Promise<T>, complaint: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${complaint} within ${ms / 1000} s`)), ms)
  })
  return await Promise.race([work, tooLate]).finally(() => clearTimeout(timer))
}
