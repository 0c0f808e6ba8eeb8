import type { Argv } from 'yargs'
import { levels } from '../ops/events.ts'
import { placeOptions } from './options.ts'

/** The commands that look at the daemon of this computer. */
export const watchCommands = { status: 'status', health: 'health', top: 'top', logs: 'logs' }

type Run = (work: () => Promise<number | void>) => Promise<void>

export function withWatchCommands<T>(y: Argv<T>, run: Run): Argv<T> {
  return y
    .command(
      watchCommands.status,
      'show the daemon of this computer',
      (y) =>
        y.options({
          json: { type: 'boolean', describe: 'print one object' },
          watch: { type: 'boolean', describe: 'go on, and show it anew every two seconds' },
          ...placeOptions,
        }),
      (argv) => run(async () => await (await import('./commands/status.ts')).status(argv)),
    )
    .command(
      watchCommands.health,
      'say whether it is well (exit 0), lets nobody in (1) or is gone (2)',
      (y) => y.options(placeOptions),
      (argv) => run(async () => await (await import('./commands/health.ts')).health(argv)),
    )
    .command(
      watchCommands.top,
      'show the connections that cost the daemon most; q quits, s sorts',
      (y) =>
        y.options({
          by: {
            type: 'string',
            requiresArg: true,
            choices: ['queue', 'rate', 'lag'],
            default: 'queue',
            describe: 'first those for which most waits, that send most, or that take nothing for longest',
          },
          json: { type: 'boolean', describe: 'print one object' },
          ...placeOptions,
        }),
      (argv) => run(async () => await (await import('./commands/top.ts')).top(argv)),
    )
    .command(
      watchCommands.logs,
      'show the log of the daemon of this computer',
      (y) =>
        y.options({
          follow: { alias: 'f', type: 'boolean', describe: 'go on with what is written from now on' },
          lines: {
            alias: 'n',
            type: 'string',
            requiresArg: true,
            describe: 'how many of the last lines are shown',
            default: '200',
          },
          level: { type: 'string', requiresArg: true, choices: levels, describe: 'the least that is shown' },
          conn: { type: 'string', requiresArg: true, describe: 'of one connection, by its number' },
          event: {
            type: 'string',
            requiresArg: true,
            describe: 'of one event, as conn.left, or one kind, as conn',
          },
          audit: { type: 'boolean', describe: 'only who came, what rights they used, what was changed' },
          json: { type: 'boolean', describe: 'print objects, as they are in the file' },
          'log-dir': { type: 'string', requiresArg: true, group: 'Places:', describe: 'where it is' },
          ...placeOptions,
        }),
      (argv) => run(async () => await (await import('./commands/logs.ts')).logs(argv)),
    )
}
