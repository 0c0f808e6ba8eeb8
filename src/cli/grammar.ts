import yargs, { type Argv } from 'yargs'
import { Exit, type ExitName, exitCodes, exitMeanings } from './exit.ts'
import { withServiceCommands } from './service-grammar.ts'
import { withConfigCommands } from './config-grammar.ts'
import { accountCommands, withAccountCommands } from './account-grammar.ts'
import { nearest } from '../client/nearest.ts'
import { defaults, faceOptions, placeOptions, roomOptions } from './options.ts'
import { nothingSaid } from './config/client-values.ts'
import { refuseProblems } from './config/read.ts'
import { daemonSettings } from './config/settings.ts'
import { camel } from './config/setting.ts'
import { yargsOptions } from './config/yargs-options.ts'
import { operatorCommands, withOperatorCommands } from './operator-grammar.ts'
import { helpColumns } from './quick-help.ts'
import { readVersion } from './version.ts'
import { watchCommands, withWatchCommands } from './watch-grammar.ts'

/** Every command, with the words that may follow it. */
const commands = {
  join: ['join [channel]', '$0'],
  send: 'send [text..]',
  listen: 'listen',
  ...accountCommands,
  ...operatorCommands,
  discover: 'discover',
  doctor: 'doctor',
  daemon: 'daemon',
  config: 'config',
  ...watchCommands,
  service: 'service',
  reload: 'reload',
  stop: 'stop',
  completion: 'completion [shell]',
}

type Run = (work: () => Promise<number | void>) => Promise<void>

/**
 * The command line: what there is, and which file does it. Handlers are imported when they are called, so that
 * `--help` loads nothing else. Each gives the exit code, or nothing for 0.
 * @param columns of the terminal that a help is for
 */
export function grammar(
  run: Run,
  { values: said, problems } = nothingSaid,
  columns = process.stdout.columns ?? helpColumns,
): Argv {
  const runClient: Run = (work) =>
    run(async () => {
      refuseProblems(problems)
      return await work()
    })
  const channel = { describe: 'where to talk; the # may be left out', default: said.channel }
  const channelOption = { channel: { alias: 'c', type: 'string', requiresArg: true, ...channel } } as const
  return (
    withOperatorCommands(withWatchCommands(withAccountCommands(yargs(), runClient, said), run), run)
      .scriptName('earshot')
      .usage(
        'A group chat for whoever is in earshot.\n\n  $0 [channel]        join the room on this network and talk',
      )
      .command(
        commands.join,
        'join the room and talk (this is the default)',
        (y) =>
          y.positional('channel', { type: 'string', ...channel }).options({
            ...jsonOption('print objects (see docs/json.md), say each line of stdin'),
            ...faceOptions(said),
            ...roomOptions(said),
            ...placeOptions,
          }),
        (argv) =>
          runClient(async () => {
            checkChannelWord(argv.channel, said.channel)
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
              ...roomOptions(said),
              ...placeOptions,
            })
            .option('block', { type: 'boolean', describe: 'all of stdin as one message of several lines' })
            .option('timeout', {
              ...timeOption,
              describe: 'how long to wait for each echo, and a little more for each line of a long one',
              default: time(defaults.sendMs),
            }),
        (argv) => runClient(async () => await (await import('./commands/send.ts')).send(argv)),
      )
      .command(
        commands.listen,
        'print what is said',
        (y) =>
          y
            .options({
              ...channelOption,
              ...jsonOption('print objects (see docs/json.md)'),
              ...roomOptions(said),
              ...placeOptions,
            })
            .option('count', { type: 'string', requiresArg: true, describe: 'end after that many messages' })
            .option('timeout', { ...timeOption, describe: 'end then; code 124 if nothing was said' }),
        (argv) => runClient(async () => await (await import('./commands/listen.ts')).listen(argv)),
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
        'look at this computer and for rooms, and say what mends what',
        (y) =>
          y
            .options({ ...jsonOption('print an object for each look and each step'), ...placeOptions })
            .option('report', { type: 'boolean', describe: 'all of it as a block for a report of a fault' }),
        (argv) => run(async () => await (await import('./commands/doctor.ts')).doctor(argv)),
      )
      .command(
        commands.daemon,
        'run a room on this computer',
        (y) => y.options(yargsOptions(daemonSettings)).options(daemonOptions),
        (argv) => run(async () => await (await import('./commands/daemon.ts')).daemon(argv)),
      )
      .command(commands.config, 'show what is configured, and where', withConfigCommands(run))
      .command(commands.service, 'have systemd keep a room on this computer', withServiceCommands(run))
      .command(
        commands.reload,
        'have the daemon of this computer read its configuration again',
        (y) => y.options({ ...jsonOption('print one object'), ...placeOptions }),
        (argv) => run(async () => await (await import('./commands/reload.ts')).reload(argv)),
      )
      .command(
        commands.stop,
        'stop the daemon of this computer',
        (y) => y.options(placeOptions),
        (argv) => run(async () => await (await import('./commands/stop.ts')).stop(argv)),
      )
      .command(
        commands.completion,
        'print what makes a shell complete the words of earshot',
        (y) =>
          y.positional('shell', { type: 'string', describe: 'bash, zsh or fish' }).epilogue(completionHelp),
        (argv) =>
          run(async () => {
            const { completion } = await import('./commands/completion.ts')
            completion(argv)
          }),
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
      .wrap(Math.min(helpColumns, columns))
      // All else that we say is English.
      .locale('en')
      .help()
      .alias('help', 'h')
      .version(readVersion())
      .fail((message: string | null, error: Error | undefined) => {
        // An option without its value comes as an error of yargs' own.
        if (error !== undefined && error.name !== 'YError') throw error
        throw new Exit('usage', message ?? error?.message ?? 'The command is wrong.', 'earshot --help')
      })
  )
}

/** Of these there may be several. */
const several = [
  '_',
  'text',
  'reason',
  ...Object.entries(daemonSettings).flatMap(([name, { kind }]) =>
    kind.form === 'list' ? [name, camel(name)] : [],
  ),
]

/** yargs makes an array of what is given twice. */
function onceEach(argv: Readonly<Record<string, unknown>>): boolean {
  const twice = Object.keys(argv).find((key) => !several.includes(key) && Array.isArray(argv[key]))
  if (twice === undefined) return true
  const option = twice.length === 1 ? `-${twice}` : `--${twice}`
  throw new Exit('usage', `${option} is given more than once; give it once.`, 'earshot --help')
}

const timeOption = { type: 'string', requiresArg: true } as const

/** As it is written on a command line. */
const time = (ms: number): string => (ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`)

const jsonOption = (describe: string) => ({ json: { type: 'boolean', describe } }) as const

const completionHelp = [
  'In its start file:',
  '  bash   source <(earshot completion bash)',
  '  zsh    source <(earshot completion zsh)      after compinit',
  '  fish   earshot completion fish | source',
].join('\n')

/** Besides its settings. */
const daemonOptions = {
  config: {
    type: 'string',
    requiresArg: true,
    group: 'Places:',
    describe: 'read settings from this file, and from no other (see earshot config path)',
    defaultDescription: '$EARSHOT_CONFIG',
  },
  detach: { type: 'boolean', describe: 'run in the background' },
} as const

/** What people try, and what there is instead. */
const otherWords = new Map([
  ['version', 'earshot --version'],
  ['list', 'earshot discover      shows the rooms on this network'],
  ['rooms', 'earshot discover      shows the rooms on this network'],
  ['log', 'earshot logs          shows the log of the daemon of this computer'],
  ['start', 'earshot daemon        runs a room on this computer'],
  ['install', 'earshot service install'],
])

/** `earshot stauts` is no channel. A channel that is called like a command can be said with its `#`. */
function checkChannelWord(channel: string, usual: string): void {
  if (channel.startsWith('#') || channel === usual) return
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
    '  EARSHOT_NICK and others  say what the option --nick and others do not',
    '  EARSHOT_CONFIG           the file of settings, instead of the usual ones',
    '  EARSHOT_DISCOVERY_PORT   the UDP port, for tests',
    '',
    'Exit codes:',
    ...names.map((name) => `  ${String(exitCodes[name]).padEnd(4)} ${exitMeanings[name]}`),
  ].join('\n')
}
