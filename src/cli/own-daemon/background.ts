import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readDaemonConfig } from '../config/daemon-options.ts'
import { argumentsOf, flagLayer } from '../config/layers.ts'
import { detachedVariable } from '../daemon/signals.ts'
import { daemonSettings } from '../config/settings.ts'
import { fromEnvironment } from '../arguments/environment.ts'
import { Exit, type ExitName, exitCodes } from '../exit.ts'
import { defaults } from '../options.ts'
import { ourPlaces } from '../arguments/places.ts'
import { within } from '../signals.ts'

/** A daemon that runs on after us. */
export interface Started {
  readonly port: number
  readonly pid: number
  /** What to tell a person. */
  readonly lines: readonly string[]
}

/** What `earshot daemon` was given: its settings by their names in camel case, as far as they were. */
export interface DaemonArguments extends Readonly<Record<string, unknown>> {
  /** The file that is read instead of the usual ones. */
  readonly config?: string | undefined
}

/**
 * Starts `earshot daemon` with these arguments as a process of its own and waits until it accepts connections. What is
 * said elsewhere than in them is read there again. What it prints is in `daemon.out` beside its log.
 * @throws {Exit} as the daemon ended, with what it printed; usage, where it could not begin
 */
export async function startInBackground(argv: DaemonArguments, signal: AbortSignal): Promise<Started> {
  const flags = flagLayer(daemonSettings, argv, process.cwd())
  const { stateDir, logDir } = (await readDaemonConfig(flags, argv.config)).options
  const config = argv.config === undefined ? [] : [`--config=${argv.config}`]
  const args = [...config, ...argumentsOf(daemonSettings, flags)]
  const output = join(logDir, 'daemon.out')
  const descriptor = openOutput(logDir, output)
  const before = statSync(output).size
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', 'daemon', ...args], {
    detached: true,
    env: { ...process.env, [detachedVariable]: '1' },
    stdio: ['ignore', descriptor, descriptor, 'ipc'],
  })
  closeSync(descriptor)
  try {
    const late = () =>
      new Exit(
        'failure',
        `The daemon did not listen within ${defaults.readyMs / 1000} s.`,
        `look at ${output}`,
      )
    const port = await within(
      defaults.readyMs,
      signal,
      late,
      ready(child, () => tail(output, before)),
    )
    const pid = child.pid ?? 0
    child.disconnect()
    child.unref()
    return {
      port,
      pid,
      lines: [
        `A room runs in the background now, on port ${port} (pid ${pid}).`,
        `  its log:  ${logDir}`,
        `  stop it:  earshot stop${stateOption(stateDir)}`,
      ],
    }
  } catch (error) {
    child.kill()
    throw error
  }
}

function openOutput(logDir: string, output: string): number {
  try {
    mkdirSync(logDir, { recursive: true, mode: 0o700 })
    return openSync(output, 'a', 0o600)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new Exit(
      'failure',
      `The daemon cannot be started: ${output} cannot be written (${why}).`,
      'make room and rights there, or choose another place: earshot daemon --detach --state-dir DIRECTORY',
    )
  }
}

function ready(child: ChildProcess, printed: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new Exit('failure', `The daemon cannot be started: ${error.message}`)),
    )
    child.once('exit', (code) => {
      reject(new Exit(nameOf(code), printed() || `The daemon ended at once, with code ${code ?? 'none'}.`))
    })
    child.on('message', (message) => {
      const port = portIn(message)
      if (port !== undefined) resolve(port)
    })
  })
}

function portIn(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null || !('port' in message)) return undefined
  return typeof message.port === 'number' ? message.port : undefined
}

function nameOf(code: number | null): ExitName {
  const names = Object.keys(exitCodes).filter((name): name is ExitName => name in exitCodes)
  return names.find((name) => exitCodes[name] === code && code !== 0) ?? 'failure'
}

function tail(file: string, from: number): string {
  return readFileSync(file).subarray(from).toString().trim()
}

/** What another command needs to find the same daemon. */
function stateOption(given: string): string {
  const { stateDir } = ourPlaces({ stateDir: fromEnvironment('EARSHOT_STATE_DIR') })
  return resolve(given) === resolve(stateDir) ? '' : ` --state-dir ${given}`
}
