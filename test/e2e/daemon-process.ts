import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Daemons as processes of their own, from dist/ as users run them, on ports and directories that nobody else has.
 * `endAll` in afterEach or afterAll ends what is left, by pid; a daemon also ends when the test process does, however
 * that ended.
 */

const root = fileURLToPath(new URL('../..', import.meta.url))
/** `EARSHOT_MAIN` puts another earshot to the test, such as one that is installed. */
const mainFile = process.env['EARSHOT_MAIN'] ?? join(root, 'dist', 'cli', 'main.js')

/** Loaded before earshot: without the test there is nobody to stop it. The channel alone must not keep it alive. */
const leash = 'data:text/javascript,process.on("disconnect",()=>process.exit(99));process.channel?.unref()'

const running = new Set<ChildProcess>()
const directories = new Set<string>()

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** An earshot command that runs. */
export interface Command {
  readonly pid: number
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

export interface DaemonProcess extends Command {
  readonly port: number
  readonly stateDir: string
  /** The lines of its log so far. */
  log(): Record<string, unknown>[]
  /** What `earshot status --json` says. */
  status(): Promise<Record<string, unknown>>
}

/** A directory for this test alone; `endAll` removes it. */
export function freshDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'earshot-e2e-'))
  directories.add(dir)
  return dir
}

/** Runs `earshot` with these arguments. */
export function earshot(...args: string[]): Command {
  return run([process.execPath], args)
}

function run([program, ...before]: readonly [string, ...string[]], args: readonly string[]): Command {
  if (!existsSync(mainFile)) throw new Error(`${mainFile} is missing: npm run build`)
  const child = spawn(program, [...before, '--import', leash, mainFile, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // No discovery socket of another test, or of the person at this computer, is met.
    env: { ...process.env, EARSHOT_DISCOVERY_PORT: String(20_000 + Math.floor(Math.random() * 40_000)) },
  })
  running.add(child)
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk: Buffer) => void (stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => void (stderr += chunk.toString()))
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(child)
      resolve({ code, signal, stdout, stderr })
    })
  })
  return { child, ended, pid: child.pid ?? 0 }
}

/** Starts a daemon and waits until it listens. @throws with what it printed when it ends instead */
export async function startDaemonProcess(...options: readonly string[]): Promise<DaemonProcess> {
  return await startDaemon([process.execPath], options)
}

/** As `startDaemonProcess`, with so many open files at most (`prlimit`, of Linux). */
export async function startDaemonWithFiles(most: number): Promise<DaemonProcess> {
  return await startDaemon(['prlimit', `--nofile=${most}`, process.execPath], [])
}

async function startDaemon(
  node: readonly [string, ...string[]],
  options: readonly string[],
): Promise<DaemonProcess> {
  const given = new Map(options.map((option) => [option.split('=')[0], option]))
  const stateDir = given.get('--state-dir')?.slice('--state-dir='.length) ?? freshDir()
  const usual = ['--port=0', '--bind=127.0.0.1', '--name=E2E', '--no-discovery', `--state-dir=${stateDir}`]
  const args = new Map([...usual.map((option) => [option.split('=')[0], option] as const), ...given])
  const command = run(node, ['daemon', ...args.values()])
  const port = await new Promise<number>((resolve, reject) => {
    command.child.on('message', (message) => {
      if (typeof message === 'object' && 'port' in message) resolve(Number(message.port))
    })
    void command.ended.then((end) => reject(new Error(`no daemon: ${JSON.stringify(end)}`)))
  })
  return {
    ...command,
    port,
    stateDir,
    log: () => readLog(stateDir),
    status: async () => {
      const { stdout, stderr } = await earshot('status', '--json', `--state-dir=${stateDir}`).ended
      if (stdout === '') throw new Error(stderr)
      return asObject(JSON.parse(stdout))
    },
  }
}

/** The raw lines of a daemon's log, of all its files. */
export function logLines(stateDir: string): string[] {
  const dir = join(stateDir, 'log')
  return readdirSync(dir)
    .toSorted((a, b) => b.localeCompare(a))
    .filter((name) => name !== 'daemon.out')
    .flatMap((name) => readFileSync(join(dir, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
}

/**
 * In the order in which they were said; in the same millisecond first what is in earshot.log: a connection is opened before it
 * is somebody's.
 */
function readLog(stateDir: string): Record<string, unknown>[] {
  const lines = logLines(stateDir).map((line) => asObject(JSON.parse(line)))
  return lines.sort((a, b) => String(a['time']).localeCompare(String(b['time'])))
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** Ends everything that was started here, and removes its directories. */
export async function endAll(): Promise<void> {
  const ends = [...running].map((child) => new Promise((resolve) => child.once('close', resolve)))
  for (const child of running) child.kill('SIGKILL')
  await Promise.all(ends)
  for (const dir of directories) rmSync(dir, { recursive: true, force: true })
  directories.clear()
}
