import type { Argv } from 'yargs'

type Run = (work: () => Promise<number | void>) => Promise<void>

const configOption = {
  config: {
    type: 'string',
    requiresArg: true,
    describe: 'look at this file, and at no other',
    defaultDescription: '$EARSHOT_CONFIG',
  },
} as const

const jsonOption = { json: { type: 'boolean', describe: 'print one object' } } as const

/** What follows `earshot config`. */
export function withConfigCommands(run: Run) {
  return <T>(y: Argv<T>): Argv<T> =>
    y
      .command(
        'path',
        'show which files are read',
        (y) => y.options(configOption),
        (argv) => run(async () => await (await import('./commands/config.ts')).configPath(argv)),
      )
      .command(
        'show',
        'show every setting as it holds, and who says it',
        (y) => y.options({ ...configOption, ...jsonOption }),
        (argv) => run(async () => await (await import('./commands/config.ts')).configShow(argv)),
      )
      .command(
        'check [file]',
        'say whether all is right, and the files that the settings name are too',
        (y) => y.positional('file', { type: 'string', describe: 'instead of those that are read' }),
        (argv) => run(async () => await (await import('./commands/config.ts')).configCheck(argv)),
      )
      .demandCommand(1, 'earshot config: say path, show or check.')
}
