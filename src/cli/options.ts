import { levels } from '../ops/events.ts'
import { defaultPort } from '../protocol/ports.ts'
import { fromEnvironment } from './arguments/environment.ts'
import type { AccessOptions } from './access-options.ts'
import type { LogOptions } from './log-options.ts'
import type { OperatorOptions } from './operator-options.ts'
import type { SecureOptions } from './secure-options.ts'

/*
 * What the command line offers, as yargs takes it, and every default, on one screen. `--help` loads this file: what
 * reads the values is in `room-options.ts`.
 */

/** Every default of the command line. */
export const defaults = {
  channel: '#lobby',
  port: defaultPort,
  logLevel: 'info',
  /** Of each log, 200 MB in all. */
  logRotation: { fileBytes: 20_000_000, files: 10 },
  serverName: 'earshot.local',
  /** How long `join`, `send` and `listen` look for a room, and `discover` lists, ms. */
  lookMs: 1_500,
  /** Before a room is started: waited, up to that, and then looked once more, ms. */
  startJitterMs: 400,
  lookAgainMs: 500,
  /**
   * After it is started: who started another one at the same moment is there by then, and twice the time that starting took,
   * ms; and the most that is waited.
   */
  rivalsMs: 1_000,
  mostRivalsMs: 8_000,
  /** How long a daemon in the background may take until it listens, ms. */
  readyMs: 15_000,
  /** How long joining may take, ms. */
  enterMs: 10_000,
  /** How long `send` waits for the next echo, ms. */
  sendMs: 5_000,
  /** Messages of before we came that are shown to a person. */
  history: 20,
  /** The same on a full screen. */
  screenHistory: 50,
  /** What `send --block` says at once, at most. */
  blockBytes: 65_536,
  /** Messages that wait for their echo before more of stdin is read. */
  unconfirmed: 16,
  /** How long a daemon may take to answer on its control socket, and to be gone after `stop`, ms. */
  controlMs: 2_000,
  stopMs: 15_000,
} as const

/** What a daemon is started with; checked. */
export interface DaemonOptions extends AccessOptions, LogOptions, OperatorOptions, SecureOptions {
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
  /** Messages of before that are shown at JOIN; as the limits say where it is missing. */
  readonly replay?: number
}

/** Options of every command that talks to a room. */
export const roomOptions = {
  host: {
    type: 'string',
    requiresArg: true,
    group: 'Room:',
    describe: 'join there, without looking: HOST or HOST:PORT',
    default: fromEnvironment('EARSHOT_HOST'),
    defaultDescription: '$EARSHOT_HOST',
  },
  server: {
    type: 'string',
    requiresArg: true,
    group: 'Room:',
    describe: 'join the room of this name or identity',
  },
  trust: {
    type: 'boolean',
    group: 'Room:',
    describe: 'take the room of --server or --host for the right one, whatever was known of it',
  },
  tls: {
    type: 'boolean',
    group: 'Room:',
    describe:
      'join over TLS only; --no-tls: without (to see what is said). By default TLS where the room has it',
  },
  'client-cert': {
    type: 'string',
    requiresArg: true,
    group: 'Room:',
    describe: 'who you are to the room over TLS: PEM with certificate and key; of mode 600',
  },
  nick: {
    type: 'string',
    requiresArg: true,
    group: 'Room:',
    describe: 'who you are',
    default: fromEnvironment('EARSHOT_NICK'),
    defaultDescription: '$EARSHOT_NICK or login name',
  },
  'password-file': {
    type: 'string',
    requiresArg: true,
    group: 'Room:',
    describe: 'one line: the password of the room; of mode 600; a terminal asks for it',
    default: fromEnvironment('EARSHOT_PASSWORD_FILE'),
    defaultDescription: '$EARSHOT_PASSWORD_FILE',
  },
  account: {
    type: 'string',
    requiresArg: true,
    group: 'Room:',
    describe: 'whose password that of --account-password-file is',
    defaultDescription: 'the nick',
  },
  'account-password-file': {
    type: 'string',
    requiresArg: true,
    group: 'Room:',
    describe: 'one line: the password of your account; of mode 600 (earshot login keeps one)',
    default: fromEnvironment('EARSHOT_ACCOUNT_PASSWORD_FILE'),
    defaultDescription: '$EARSHOT_ACCOUNT_PASSWORD_FILE',
  },
  reconnect: {
    type: 'boolean',
    group: 'Room:',
    describe: 'come back when the connection is lost (--no-reconnect)',
    default: true,
  },
} as const

/** Options of `join` on a terminal. */
export const faceOptions = {
  plain: {
    type: 'boolean',
    group: 'Screen:',
    describe: 'line by line instead of a full screen: for screen readers and slow lines',
  },
  theme: {
    type: 'string',
    requiresArg: true,
    group: 'Screen:',
    choices: ['dark', 'light', 'mono'],
    describe: 'colours for a dark or a light ground, or none (NO_COLOR)',
  },
  mouse: { type: 'boolean', default: true, group: 'Screen:', describe: 'the wheel scrolls (--no-mouse)' },
  highlight: {
    type: 'string',
    requiresArg: true,
    group: 'Screen:',
    describe: 'words that are for you besides your nick, with commas between',
  },
  'on-highlight': {
    type: 'string',
    requiresArg: true,
    group: 'Screen:',
    describe:
      'a command that is run then; $EARSHOT_SENDER, $EARSHOT_BUFFER and $EARSHOT_MESSAGE say what was said',
  },
} as const

/** Options of every command. */
export const placeOptions = {
  'state-dir': {
    type: 'string',
    requiresArg: true,
    group: 'Places:',
    describe: 'where earshot keeps what it knows',
    default: fromEnvironment('EARSHOT_STATE_DIR'),
    defaultDescription: '$EARSHOT_STATE_DIR or ~/.local/state/earshot',
  },
} as const

const operatorOption = (describe: string) =>
  ({ type: 'string', requiresArg: true, group: 'Operators:', describe }) as const

/** Options of the daemon: what it says of itself, and who may be its operator. */
export const operatorOptions = {
  'server-name': {
    ...operatorOption('what the daemon calls itself to IRC clients'),
    defaultDescription: defaults.serverName,
  },
  'admin-info': operatorOption('what ADMIN answers: who runs this, where, and an address; up to three lines'),
  operator: operatorOption('who may be an operator besides the holder of the token (see earshot status)'),
  'operator-password-file': operatorOption('one line: the password of --operator; of mode 600'),
  'motd-file': operatorOption('the message of the day'),
  'hidden-caps-file': operatorOption('IRCv3 capabilities that are not offered, one a line'),
  accounts: {
    ...operatorOption('where accounts are kept; made when it is missing, of mode 600'),
    defaultDescription: 'nowhere: they live as long as the daemon',
  },
} as const

const accessOption = (describe: string) =>
  ({ type: 'string', requiresArg: true, group: 'Who may come in:', describe }) as const

const logOption = (describe: string) =>
  ({ type: 'string', requiresArg: true, group: 'Log:', describe }) as const

/** Options of the daemon: its log. */
export const logOptions = {
  'log-dir': logOption('where the log is written'),
  'log-level': {
    ...logOption('the least that is logged of operations'),
    choices: levels,
    default: defaults.logLevel,
  },
  'log-size': {
    ...logOption('how large a file of the log may grow before the next is begun: bytes, or 500k, 20M'),
    defaultDescription: '20M',
  },
  'log-files': {
    ...logOption('how many files of each log are kept'),
    defaultDescription: String(defaults.logRotation.files),
  },
} as const

/** Options of the daemon: who may come in. */
export const accessOptions = {
  allow: {
    ...accessOption('a network from which anybody may come, such as 203.0.113.0/24; may be repeated'),
    defaultDescription: 'loopback, private and own networks',
    array: true,
  },
  'password-file': accessOption('one line: the password of the room; of mode 600; read again by REHASH'),
} as const

const secureOption = (describe: string) =>
  ({ type: 'string', requiresArg: true, group: 'Encryption and browsers:', describe }) as const

/** Options of the daemon: how its port is encrypted, and which browsers may use it. */
export const secureOptions = {
  'tls-cert': {
    ...secureOption(
      'a certificate of your own, PEM, with what vouches for it; read again once a day and by REHASH',
    ),
    defaultDescription: 'one that the room makes for itself',
  },
  'tls-key': secureOption('its key, PEM, of mode 600'),
  'require-tls': {
    type: 'boolean',
    group: 'Encryption and browsers:',
    describe: 'let nobody in who does not speak TLS',
  },
  sts: secureOption(
    'tell clients to use TLS only for that many days, 0 to have them forget it (IRCv3 sts); --tls-cert must be one that the public trusts for --server-name',
  ),
  'allowed-host': {
    ...secureOption('a name by which browsers may ask for this computer, besides its own; may be repeated'),
    array: true,
  },
  'web-origin': {
    ...secureOption(
      'a page elsewhere that may talk to the room, such as https://gamja.example.org; may be repeated',
    ),
    array: true,
  },
} as const
