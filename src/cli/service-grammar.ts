import type { Argv } from 'yargs'

type Run = (work: () => Promise<number | void>) => Promise<void>

const options = {
  system: {
    type: 'boolean',
    describe: 'for everybody on this computer, as a user of its own (for root: the default)',
  },
  user: { type: 'boolean', describe: 'for yourself, as you (for others than root: the default)' },
  'dry-run': { type: 'boolean', describe: 'only show what would be written and run' },
} as const

const verbs = {
  start: 'start it',
  stop: 'stop it',
  restart: 'stop it and start it',
  status: 'show how it is',
} as const

/** What follows `earshot service`. */
export function withServiceCommands(run: Run) {
  return <T>(y: Argv<T>): Argv<T> => {
    let all = y
      .command(
        'install',
        'write the units of systemd, and start the room now and with the computer',
        (y) => y.options(options),
        (argv) => run(async () => await (await import('./commands/service.ts')).serviceInstall(argv)),
      )
      .command(
        'uninstall',
        'stop the room, and take the units away',
        (y) => y.options(options),
        (argv) => run(async () => await (await import('./commands/service.ts')).serviceUninstall(argv)),
      )
    for (const verb of ['start', 'stop', 'restart', 'status'] as const) {
      all = all.command(
        verb,
        verbs[verb],
        (y) => y.options(options),
        (argv) => run(async () => await (await import('./commands/service.ts')).serviceVerb(verb, argv)),
      )
    }
    return all.demandCommand(1, 'earshot service: say install, uninstall, start, stop, restart or status.')
  }
}
