import { hostname } from 'node:os'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { plainText } from '../../client/safe-text.ts'
import { cleanRoom, roomBytes } from '../../protocol/datagram/room-name.ts'
import { defaultLimits } from '../../protocol/limits.ts'
import { utf8Bytes } from '../../protocol/utf8.ts'
import { startInBackground } from '../own-daemon/background.ts'
import { Exit } from '../exit.ts'
import type { DaemonOptions } from '../options.ts'
import { type AccessArguments, accessArguments, readAccessOptions } from '../access-options.ts'
import { type LogArguments, logArguments, readLogOptions } from '../log-options.ts'
import { type OperatorArguments, operatorArguments, readOperatorOptions } from '../operator-options.ts'
import { type SecureArguments, readSecureOptions, secureArguments } from '../secure-options.ts'
import { ourPlaces } from '../arguments/places.ts'
import { plainOutput } from '../face/output.ts'
import { parsePort } from '../arguments/parse.ts'
import { untilSignal } from '../signals.ts'

export interface DaemonArguments extends AccessArguments, LogArguments, OperatorArguments, SecureArguments {
  readonly port: string
  readonly bind?: string | undefined
  readonly name?: string | undefined
  readonly stateDir?: string | undefined
  readonly logDir?: string | undefined
  readonly logLevel: string
  readonly discovery: boolean
  readonly limits: boolean
  readonly replay?: string | undefined
  readonly detach?: boolean | undefined
}

/** Runs a room here until it is stopped, or with `--detach` starts one in the background. Gives the exit code. */
export async function daemon(argv: DaemonArguments): Promise<number> {
  const options = readDaemonOptions(argv)
  if (argv.detach === true) {
    const started = await untilSignal((signal) => startInBackground(argumentsOf(options), signal))
    for (const line of started.lines) plainOutput.say(line)
    return 0
  }
  const { runDaemon } = await import('../daemon/run.ts')
  return await runDaemon(options)
}

/** The arguments as values. @throws {Exit} usage */
export function readDaemonOptions(argv: DaemonArguments): DaemonOptions {
  const { stateDir, logDir } = ourPlaces(argv)
  if (argv.bind !== undefined && isIP(argv.bind.replace(/%.*$/, '')) === 0) {
    throw new Exit(
      'usage',
      `--bind ${argv.bind}: not an address of this computer; write one such as 192.168.1.20.`,
    )
  }
  const port = parsePort(argv.port, '--port')
  if (port === 0 && argv.sts !== undefined)
    throw new Exit('usage', '--sts tells clients of a port for days: give it one, as --port 16667.')
  return {
    port,
    ...(argv.bind === undefined ? {} : { bind: argv.bind }),
    name: argv.name === undefined ? ownName(hostname()) : roomName(argv.name),
    stateDir: resolve(stateDir),
    logDir: resolve(logDir),
    logLevel: argv.logLevel,
    discovery: argv.discovery,
    limits: argv.limits,
    ...(argv.replay === undefined ? {} : { replay: replayed(argv.replay) }),
    ...readLogOptions(argv),
    ...readAccessOptions(argv),
    ...readSecureOptions(argv),
    ...readOperatorOptions(argv),
  }
}

/** A room without a name is called as the computer, without its domain. */
export function ownName(host: string): string {
  const short = cleanRoom(host.split('.')[0] ?? '')
  return short === '' || short === 'localhost' ? 'earshot' : short
}

/** As it is announced: what cannot be seen is left out of it. */
function roomName(name: string): string {
  const seen = cleanRoom(name)
  if (seen === '' || utf8Bytes(name.trim()) > roomBytes || plainText(name) !== name) {
    throw new Exit(
      'usage',
      `--name: a room's name is 1 to ${roomBytes} bytes of text that can be seen, on one line.`,
      'earshot daemon --name Office',
    )
  }
  return seen
}

/** No more than who asks is given at once. */
function replayed(text: string): number {
  const most = defaultLimits.historyPerRequest
  const count = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  if (!(count <= most)) throw new Exit('usage', `--replay ${text}: write a number from 0 to ${most}.`)
  return count
}

/** The same daemon as a command line. */
export function argumentsOf(options: DaemonOptions): string[] {
  return [
    `--port=${options.port}`,
    ...(options.bind === undefined ? [] : [`--bind=${options.bind}`]),
    `--name=${options.name}`,
    `--state-dir=${options.stateDir}`,
    `--log-dir=${options.logDir}`,
    `--log-level=${options.logLevel}`,
    ...(options.discovery ? [] : ['--no-discovery']),
    ...(options.limits ? [] : ['--no-limits']),
    ...(options.replay === undefined ? [] : [`--replay=${options.replay}`]),
    ...logArguments(options),
    ...accessArguments(options),
    ...secureArguments(options),
    ...operatorArguments(options),
  ]
}
