import { plainOutput } from '../face/output.ts'
import { askDaemon } from '../own-daemon/control.ts'

export interface LockdownArguments {
  readonly to: string
  readonly stateDir?: string | undefined
}

/** Lets nobody new into the room who has no account, or everybody again. @throws {Exit} noneFound */
export async function lockdown(argv: LockdownArguments): Promise<void> {
  await askDaemon(argv, { command: 'lockdown', to: argv.to })
  plainOutput.note(
    argv.to === 'on'
      ? 'The room is locked down: who is here stays, and only accounts come in. earshot lockdown off'
      : 'The room is open again.',
  )
}
