import yargs, { type Argv } from 'yargs'
import { accountCommands, withAccountCommands } from './account-grammar.ts'
import { chatCommands, lookCommands, withChatCommands, withLookCommands } from './chat-grammar.ts'
import { nothingSaid } from './config/client-values.ts'
import { refuseProblems } from './config/read.ts'
import { camel } from './config/setting.ts'
import { daemonSettings } from './config/settings.ts'
import { Exit, type ExitName, exitCodes, exitMeanings } from './exit.ts'
import { operatorCommands, withOperatorCommands } from './operator-grammar.ts'
import { ownDaemonCommands, withOwnDaemonCommands } from './own-daemon-grammar.ts'
import { helpColumns } from './quick-help.ts'
import { readVersion } from './version.ts'
import { watchCommands, withWatchCommands } from './watch-grammar.ts'

/** Every command by its name. */
const commands = [
  chatCommands,
  lookCommands,
  accountCommands,
  ownDaemonCommands,
  watchCommands,
  operatorCommands,
  { completion: 'completion' },
].flatMap((some) => Object.keys(some))

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
  const chat = withLookCommands(withChatCommands(yargs(), runClient, said, commands), run)
  const own = withOwnDaemonCommands(withAccountCommands(chat, runClient, said), run)
  return (
    withOperatorCommands(withWatchCommands(own, run), run)
      .scriptName('earshot')
      .usage(
        'A group chat for whoever is in earshot.\n\n  $0 [channel]        join the room on this network and talk',
      )
      .command(
        'completion [shell]',
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

const completionHelp = [
  'In its start file:',
  '  bash   source <(earshot completion bash)',
  '  zsh    source <(earshot completion zsh)      after compinit',
  '  fish   earshot completion fish | source',
].join('\n')

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
