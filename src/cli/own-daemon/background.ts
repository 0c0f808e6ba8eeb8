import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
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

/**
 * Starts `earshot daemon` with these arguments (`--option=value`) as a process of its own and waits until it accepts connections.
 * What it prints is in `daemon.out` beside its log.
 * @throws {Exit} as the daemon ended, with what it printed
 */
export async function startInBackground(args: readonly string[], signal: AbortSignal): Promise<Started> {
  const { logDir } = ourPlaces({ stateDir: valueOf(args, '--state-dir'), logDir: valueOf(args, '--log-dir') })
  const output = join(logDir, 'daemon.out')
  const descriptor = openOutput(logDir, output)
  const before = statSync(output).size
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', 'daemon', ...args], {
    detached: true,
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
        `  stop it:  earshot stop${stateOption(args)}`,
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
function stateOption(args: readonly string[]): string {
  const { stateDir } = ourPlaces({ stateDir: fromEnvironment('EARSHOT_STATE_DIR') })
  const given = valueOf(args, '--state-dir') ?? stateDir
  return resolve(given) === resolve(stateDir) ? '' : ` --state-dir ${given}`
}

/** Of arguments in the form `--option=value`. */
function valueOf(args: readonly string[], option: string): string | undefined {
  return args.find((arg) => arg.startsWith(`${option}=`))?.slice(option.length + 1)
}
