import { plainOutput } from '../face/output.ts'
import { askDaemon } from '../own-daemon/control.ts'

export interface LogLevelArguments {
  readonly to: string
  readonly stateDir?: string | undefined
}

/** Has the daemon on this computer log more or less from now on. @throws {Exit} noneFound */
export async function logLevel(argv: LogLevelArguments): Promise<void> {
  await askDaemon(argv, { command: 'log-level', to: argv.to })
  plainOutput.note(`The least that is logged of operations is ${argv.to} now, until a reload or a restart.`)
}
