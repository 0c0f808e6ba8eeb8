import { defaultPort } from '../protocol/ports.ts'
import { fromEnvironment } from './arguments/environment.ts'
import type { ClientValues } from './config/client-settings.ts'

/*
 * What the command line offers, as yargs takes it, and every default, on one screen. `--help` loads this file: what
 * reads the values is in `room-options.ts`.
 */

/** Every default of the command line. */
export const defaults = {
  port: defaultPort,
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
  /** How long a daemon may take to read its configuration again; a file may be far away. */
  reloadMs: 15_000,
  /** How long a restart may take, ms. */
  restartMs: 180_000,
} as const

/** Options of every command that talks to a room. @param said what the environment and files say of them */
export const roomOptions = (said: ClientValues) =>
  ({
    host: {
      type: 'string',
      requiresArg: true,
      group: 'Room:',
      describe: 'join there, without looking: HOST or HOST:PORT',
      default: said.host,
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
      default: said.nick,
      defaultDescription: '$EARSHOT_NICK or login name',
    },
    'password-file': {
      type: 'string',
      requiresArg: true,
      group: 'Room:',
      describe: 'one line: the password of the room; of mode 600; a terminal asks for it',
      default: said.passwordFile,
      defaultDescription: '$EARSHOT_PASSWORD_FILE',
    },
    account: {
      type: 'string',
      requiresArg: true,
      group: 'Room:',
      describe: 'whose password that of --account-password-file is',
      default: said.account,
      defaultDescription: 'the nick',
    },
    'account-password-file': {
      type: 'string',
      requiresArg: true,
      group: 'Room:',
      describe: 'one line: the password of your account; of mode 600 (earshot login keeps one)',
      default: said.accountPasswordFile,
      defaultDescription: '$EARSHOT_ACCOUNT_PASSWORD_FILE',
    },
    reconnect: {
      type: 'boolean',
      group: 'Room:',
      describe: 'come back when the connection is lost (--no-reconnect)',
      default: true,
    },
  }) as const

/** Options of `join` on a terminal. @param said as above */
export const faceOptions = (said: ClientValues) =>
  ({
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
      default: said.theme,
    },
    mouse: {
      type: 'boolean',
      default: said.mouse,
      group: 'Screen:',
      describe: 'the wheel scrolls (--no-mouse)',
    },
    time: {
      type: 'string',
      requiresArg: true,
      group: 'Screen:',
      choices: ['off', 'short', 'seconds', 'end'],
      describe: 'the time of day before a line, or at its end, where lines are read aloud (--plain)',
      default: said.time,
    },
    typing: {
      type: 'boolean',
      group: 'Screen:',
      describe: 'others see that you type (--no-typing)',
      default: said.typing,
    },
    notices: {
      type: 'string',
      requiresArg: true,
      group: 'Screen:',
      choices: ['off', 'osc9', 'osc777', 'osc99'],
      describe: 'have the terminal show on the desktop what is for you while you do not look',
      default: said.notices,
    },
    'keep-history': {
      type: 'boolean',
      group: 'Screen:',
      describe: 'what you said is there again the next time',
      default: said.keepHistory,
    },
    highlight: {
      type: 'string',
      requiresArg: true,
      group: 'Screen:',
      describe: 'words that are for you besides your nick, with commas between',
      default: said.highlight,
    },
    'on-highlight': {
      type: 'string',
      requiresArg: true,
      group: 'Screen:',
      describe:
        'a command that is run then; $EARSHOT_SENDER, $EARSHOT_BUFFER and $EARSHOT_MESSAGE say what was said',
    },
  }) as const

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
