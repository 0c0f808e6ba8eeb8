import { createHash } from 'node:crypto'
import { isAbsolute, join } from 'node:path'

/** Where a daemon keeps what it keeps. */
export interface Places {
  readonly stateDir: string
  readonly logDir: string
  /** The control socket; never longer than a socket's path may be. */
  readonly control: string
}

/** What decides the places. */
export interface PlacesInput {
  /** Chosen by the operator; stand before everything else. */
  readonly stateDir?: string | undefined
  readonly logDir?: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly uid: number
  /** The directory for temporary files. */
  readonly tmp: string
}

/** sun_path is 108 bytes with its NUL on Linux, 104 on macOS and the BSDs; the shorter one is right everywhere. */
export const socketPathBytes = process.platform === 'linux' ? 107 : 103

/**
 * The places of a daemon, which are also where its operator's commands look: what was asked for, then what systemd
 * gives a service (`$STATE_DIRECTORY`, `$LOGS_DIRECTORY`, `$RUNTIME_DIRECTORY`), then the XDG base directories.
 */
export function places(input: PlacesInput): Places {
  const { env } = input
  const chosen = input.stateDir
  const stateDir = chosen ?? first(env['STATE_DIRECTORY']) ?? join(xdgState(input), 'earshot')
  const logDir =
    input.logDir ?? (chosen === undefined ? first(env['LOGS_DIRECTORY']) : undefined) ?? join(stateDir, 'log')
  const runtime = chosen === undefined ? first(env['RUNTIME_DIRECTORY']) : undefined
  return { stateDir, logDir, control: fitting(join(runtime ?? stateDir, 'control.sock'), input) }
}

function xdgState({ env, home }: PlacesInput): string {
  return absolute(env['XDG_STATE_HOME']) ?? join(home, '.local', 'state')
}

/** A long path gets a short name that says as much: the same state directory gives the same one. */
function fitting(path: string, { env, uid, tmp }: PlacesInput): string {
  if (Buffer.byteLength(path) <= socketPathBytes) return path
  const name = `${createHash('sha256').update(path).digest('hex').slice(0, 16)}.sock`
  const runtime = absolute(env['XDG_RUNTIME_DIR'])
  const short = runtime === undefined ? join(tmp, `earshot-${uid}`, name) : join(runtime, 'earshot', name)
  // A temporary directory of that length has been asked for by nobody; /tmp is where every system has one.
  return Buffer.byteLength(short) <= socketPathBytes ? short : join('/tmp', `earshot-${uid}`, name)
}

/** systemd gives a list, separated by colons. */
function first(directories: string | undefined): string | undefined {
  return absolute(directories?.split(':')[0])
}

/** XDG: a path that is not absolute is to be ignored. */
function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined
}
