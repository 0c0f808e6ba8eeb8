import yargs, { type Argv } from 'yargs'
import { defaultLimits } from '../protocol/limits.ts'
import { fromEnvironment } from './arguments/environment.ts'
import { Exit, type ExitName, exitCodes, exitMeanings } from './exit.ts'
import { accountCommands, withAccountCommands } from './account-grammar.ts'
import { nearest } from '../client/nearest.ts'
import {
  accessOptions,
  defaults,
  faceOptions,
  logOptions,
  operatorOptions,
  placeOptions,
  roomOptions,
  secureOptions,
} from './options.ts'
import { readVersion } from './version.ts'

/** Every command, with the words that may follow it. */
const commands = {
  join: ['join [channel]', '$0'],
  send: 'send [text..]',
  listen: 'listen',
  ...accountCommands,
  discover: 'discover',
  doctor: 'doctor',
  daemon: 'daemon',
  status: 'status',
  stop: 'stop',
}

/**
 * The command line: what there is, and which file does it. Handlers are imported when they are called, so that
 * `--help` loads nothing else. Each gives the exit code, or nothing for 0.
 */
export function grammar(run: (work: () => Promise<number | void>) => Promise<void>): Argv {
  return withAccountCommands(yargs(), run)
    .scriptName('earshot')
    .usage(
      'A group chat for whoever is in earshot.\n\n  $0 [channel]        join the room on this network and talk',
    )
    .command(
      commands.join,
      'join the room and talk (this is the default)',
      (y) =>
        y.positional('channel', { type: 'string', ...channelDefault }).options({
          ...jsonOption('print objects (see docs/json.md), say each line of stdin'),
          ...faceOptions,
          ...roomOptions,
          ...placeOptions,
        }),
      (argv) =>
        run(async () => {
          checkChannelWord(argv.channel)
          const { join } = await import('./commands/join.ts')
          await join(argv)
        }),
    )
    .command(
      commands.send,
      'say something, and end when the room has it',
      (y) =>
        y
          .positional('text', {
            type: 'string',
            array: true,
            describe: 'what to say; without it each line of stdin',
          })
          .options({
            ...channelOption,
            ...jsonOption('print an object for each message'),
            ...roomOptions,
            ...placeOptions,
          })
          .option('block', { type: 'boolean', describe: 'all of stdin as one message of several lines' })
          .option('timeout', {
            ...timeOption,
            describe: 'how long to wait for each echo, and a little more for each line of a long one',
            default: time(defaults.sendMs),
          }),
      (argv) => run(async () => await (await import('./commands/send.ts')).send(argv)),
    )
    .command(
      commands.listen,
      'print what is said',
      (y) =>
        y
          .options({
            ...channelOption,
            ...jsonOption('print objects (see docs/json.md)'),
            ...roomOptions,
            ...placeOptions,
          })
          .option('count', { type: 'string', requiresArg: true, describe: 'end after that many messages' })
          .option('timeout', { ...timeOption, describe: 'end then; code 124 if nothing was said' }),
      (argv) => run(async () => await (await import('./commands/listen.ts')).listen(argv)),
    )
    .command(
      commands.discover,
      'list the rooms on this network',
      (y) =>
        y
          .options({ ...jsonOption('print an object for each room'), ...placeOptions })
          .option('timeout', {
            ...timeOption,
            describe: 'how long to listen for answers',
            default: time(defaults.lookMs),
          })
          .option('watch', { type: 'boolean', describe: 'go on, and show who comes and goes' }),
      (argv) => run(async () => await (await import('./commands/discover.ts')).discover(argv)),
    )
    .command(
      commands.doctor,
      'look for rooms step by step, and say what is in the way',
      (y) => y.options({ ...jsonOption('print an object for each step'), ...placeOptions }),
      (argv) => run(async () => await (await import('./commands/doctor.ts')).doctor(argv)),
    )
    .command(
      commands.daemon,
      'run a room on this computer',
      (y) => y.options({ ...daemonOptions, ...placeOptions }),
      (argv) => run(async () => await (await import('./commands/daemon.ts')).daemon(argv)),
    )
    .command(
      commands.status,
      'show the daemon of this computer',
      (y) => y.options({ ...jsonOption('print one object'), ...placeOptions }),
      (argv) => run(async () => await (await import('./commands/status.ts')).status(argv)),
    )
    .command(
      commands.stop,
      'stop the daemon of this computer',
      (y) => y.options(placeOptions),
      (argv) => run(async () => await (await import('./commands/stop.ts')).stop(argv)),
    )
    .example([
      ['$0', 'join the room on this network, or start one'],
      ['$0 --host 192.168.1.20', 'join the room at an address'],
      ['make 2>&1 | tail -1 | $0 send', 'tell the room how it ended'],
      ['$0 listen --json | jq -r .text', 'for scripts'],
      ['$0 daemon --name Office --detach', 'keep a room on this computer'],
    ])
    .epilogue(epilogue())
    .strict()
    .check(onceEach)
    .recommendCommands()
    .exitProcess(false)
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .help()
    .alias('help', 'h')
    .version(readVersion())
    .fail((message: string | null, error: Error | undefined) => {
      // An option without its value comes as an error of yargs' own.
      if (error !== undefined && error.name !== 'YError') throw error
      throw new Exit('usage', message ?? error?.message ?? 'The command is wrong.', 'earshot --help')
    })
}

/** Of these there may be several. */
const several = ['_', 'text', 'allow', 'allowed-host', 'allowedHost', 'web-origin', 'webOrigin']

/** yargs makes an array of what is given twice. */
function onceEach(argv: Readonly<Record<string, unknown>>): boolean {
  const twice = Object.keys(argv).find((key) => !several.includes(key) && Array.isArray(argv[key]))
  if (twice === undefined) return true
  const option = twice.length === 1 ? `-${twice}` : `--${twice}`
  throw new Exit('usage', `${option} is given more than once; give it once.`, 'earshot --help')
}

const channelDefault = {
  describe: 'where to talk; the # may be left out',
  default: fromEnvironment('EARSHOT_CHANNEL') ?? defaults.channel,
}

const channelOption = {
  channel: { alias: 'c', type: 'string', requiresArg: true, ...channelDefault },
} as const

const timeOption = { type: 'string', requiresArg: true } as const

/** As it is written on a command line. */
const time = (ms: number): string => (ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`)

const jsonOption = (describe: string) => ({ json: { type: 'boolean', describe } }) as const

const daemonOptions = {
  port: {
    type: 'string',
    requiresArg: true,
    describe: 'TCP port; 0 for any free one',
    default: fromEnvironment('EARSHOT_PORT') ?? String(defaults.port),
  },
  bind: { type: 'string', requiresArg: true, describe: 'listen on this address only' },
  name: { type: 'string', requiresArg: true, describe: 'of the room', defaultDescription: 'the host name' },
  discovery: { type: 'boolean', default: true, describe: 'answer who looks for rooms (--no-discovery)' },
  limits: { type: 'boolean', default: true, describe: 'bound what one member may do (--no-limits)' },
  replay: {
    type: 'string',
    requiresArg: true,
    describe:
      'how many earlier messages who joins is shown, 0 to 100; clients with draft/chathistory ask themselves',
    defaultDescription: String(defaultLimits.historyReplayed),
  },
  detach: { type: 'boolean', describe: 'run in the background' },
  ...logOptions,
  ...accessOptions,
  ...secureOptions,
  ...operatorOptions,
} as const

/** What people try, and what there is instead. */
const otherWords = new Map([
  ['version', 'earshot --version'],
  ['list', 'earshot discover      shows the rooms on this network'],
  ['rooms', 'earshot discover      shows the rooms on this network'],
  ['log', 'earshot status        says where the log is'],
  ['logs', 'earshot status        says where the log is'],
  ['start', 'earshot daemon        runs a room on this computer'],
  ['restart', 'earshot stop          and then earshot daemon'],
])

/** `earshot stauts` is no channel. A channel that is called like a command can be said with its `#`. */
function checkChannelWord(channel: string): void {
  if (channel.startsWith('#') || channel === channelDefault.default) return
  const instead = otherWords.get(channel.toLowerCase())
  if (instead !== undefined) {
    throw new Exit(
      'usage',
      `No such command: ${channel}.`,
      instead,
      `to join a channel:    earshot '#${channel}'`,
    )
  }
  const meant = nearest(channel, Object.keys(commands))
  if (meant === undefined) return
  throw new Exit(
    'usage',
    `Unknown command: ${channel}. Did you mean earshot ${meant}?`,
    `the channel of that name: earshot '#${channel}'`,
  )
}

function epilogue(): string {
  const names = Object.keys(exitCodes).filter((name): name is ExitName => name in exitMeanings)
  return [
    'Environment:',
    '  EARSHOT_HOST, EARSHOT_NICK, EARSHOT_CHANNEL, EARSHOT_PORT, EARSHOT_STATE_DIR,',
    '  EARSHOT_PASSWORD_FILE, EARSHOT_ACCOUNT_PASSWORD_FILE',
    '                          defaults of the options of these names',
    '  EARSHOT_DISCOVERY_PORT  the UDP port, for tests',
    '',
    'Exit codes:',
    ...names.map((name) => `  ${String(exitCodes[name]).padEnd(4)} ${exitMeanings[name]}`),
  ].join('\n')
}
