import type { Argv } from 'yargs'
import { withConfigCommands } from './config-grammar.ts'
import { daemonSettings } from './config/settings.ts'
import { yargsOptions } from './config/yargs-options.ts'
import { placeOptions } from './options.ts'
import { withServiceCommands } from './service-grammar.ts'

/** The commands that run the daemon of this computer. */
export const ownDaemonCommands = {
  daemon: 'daemon',
  config: 'config',
  service: 'service',
  reload: 'reload',
  stop: 'stop',
}

type Run = (work: () => Promise<number | void>) => Promise<void>

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

export function withOwnDaemonCommands<T>(y: Argv<T>, run: Run): Argv<T> {
  return y
    .command(
      ownDaemonCommands.daemon,
      'run a room on this computer',
      (y) => y.options(yargsOptions(daemonSettings)).options(daemonOptions),
      (argv) => run(async () => await (await import('./commands/daemon.ts')).daemon(argv)),
    )
    .command(ownDaemonCommands.config, 'show what is configured, and where', withConfigCommands(run))
    .command(ownDaemonCommands.service, 'have systemd keep a room on this computer', withServiceCommands(run))
    .command(
      ownDaemonCommands.reload,
      'have the daemon of this computer read its configuration again',
      (y) => y.options({ json: { type: 'boolean', describe: 'print one object' }, ...placeOptions }),
      (argv) => run(async () => await (await import('./commands/reload.ts')).reload(argv)),
    )
    .command(
      ownDaemonCommands.stop,
      'stop the daemon of this computer',
      (y) => y.options(placeOptions),
      (argv) => run(async () => await (await import('./commands/stop.ts')).stop(argv)),
    )
}
