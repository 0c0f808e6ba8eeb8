import { homedir, hostname, tmpdir, userInfo } from 'node:os'
import { places } from '../ops/paths.ts'
import { defaultPort } from '../protocol/ports.ts'
import { askedNick, ownNick } from './nick.ts'
import { parseHost } from './parse.ts'

/** Every default of the command line, on one screen. */
export const defaults = {
  channel: '#lobby',
  port: defaultPort,
  logLevel: 'info',
  /** How long `join`, `send` and `listen` look for a room, and `discover` lists, ms. */
  lookMs: 1_500,
  /** Waited before a room is started, up to that, ms: two first users must not start two rooms. */
  startJitterMs: 400,
  /** How long a daemon in the background may take until it listens, ms. */
  readyMs: 15_000,
  /** How long joining may take, ms. */
  enterMs: 10_000,
  /** How long `send` waits for the next echo, ms. */
  sendMs: 5_000,
  /** Messages that wait for their echo before more of stdin is read. */
  unconfirmed: 16,
  /** How long a daemon may take to answer on its control socket, and to be gone after `stop`, ms. */
  controlMs: 2_000,
  stopMs: 15_000,
} as const

/** What a daemon is started with; checked. */
export interface DaemonOptions {
  /** TCP; 0 takes any free one. */
  readonly port: number
  /** An address to listen on; all where it is missing. */
  readonly bind?: string
  /** Of the room. */
  readonly name: string
  readonly stateDir: string
  readonly logDir: string
  readonly logLevel: string
  readonly discovery: boolean
  readonly limits: boolean
  /** Told once, when connections are accepted. */
  readonly onReady?: (ready: { readonly port: number }) => void
}

/** Options of every command that talks to a room. */
export const roomOptions = {
  host: {
    type: 'string',
    requiresArg: true,
    group: 'Room:',
    describe: 'join there, without looking: HOST or HOST:PORT',
    default: process.env['EARSHOT_HOST'],
    defaultDescription: '$EARSHOT_HOST',
  },
  server: {
    type: 'string',
    requiresArg: true,
    group: 'Room:',
    describe: 'join the room of this name or identity',
  },
  nick: {
    type: 'string',
    requiresArg: true,
    group: 'Room:',
    describe: 'who you are',
    default: process.env['EARSHOT_NICK'],
    defaultDescription: '$EARSHOT_NICK or login name',
  },
} as const

/** Options of every command. */
export const placeOptions = {
  'state-dir': {
    type: 'string',
    requiresArg: true,
    group: 'Places:',
    describe: 'where earshot keeps what it knows',
    default: process.env['EARSHOT_STATE_DIR'],
    defaultDescription: '$EARSHOT_STATE_DIR or ~/.local/state/earshot',
  },
} as const

/** What `roomOptions` and `placeOptions` were given, as yargs has it. */
export interface RoomArguments {
  readonly host?: string | undefined
  readonly server?: string | undefined
  readonly nick?: string | undefined
  readonly stateDir?: string | undefined
}

export interface RoomOptions {
  readonly host?: { readonly host: string; readonly port: number }
  readonly server?: string
  readonly nick: string
  readonly user: string
  readonly stateDir: string
}

/** The arguments as values. @throws {Exit} usage */
export function readRoomOptions(argv: RoomArguments): RoomOptions {
  const user = loginName()
  return {
    ...(argv.host === undefined ? {} : { host: parseHost(argv.host, defaults.port) }),
    ...(argv.server === undefined ? {} : { server: argv.server }),
    nick: argv.nick === undefined ? ownNick(user, hostname()) : askedNick(argv.nick),
    user,
    stateDir: ourPlaces(argv).stateDir,
  }
}

/** Where things are, for the person who runs this. */
export function ourPlaces(chosen: { stateDir?: string | undefined; logDir?: string | undefined }) {
  return places({
    stateDir: chosen.stateDir,
    logDir: chosen.logDir,
    env: process.env,
    home: homedir(),
    uid: process.getuid?.() ?? 0,
    tmp: tmpdir(),
  })
}

/** A user without an entry in the system's list has no name there. */
function loginName(): string {
  try {
    return userInfo().username
  } catch {
    return process.env['USER'] ?? 'guest'
  }
}
