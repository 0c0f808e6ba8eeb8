import { ControlError } from '../../ops/control-protocol.ts'
import { type Control, openControl } from '../../ops/control-server.ts'
import { Exit } from '../exit.ts'
import { verbs } from './control/table.ts'
import type { Life } from './life.ts'

/** Opens the control socket, which is also the lock on the state directory. @throws {Exit} alreadyRunning, failure */
export async function openDaemonControl(life: Life): Promise<Control> {
  const { options, log } = life.given
  try {
    return await openControl({
      path: options.control,
      verbs,
      desk: life,
      note: log.note,
      onFailed: (err) => log.note('control.failed', { err }),
    })
  } catch (error) {
    if (!(error instanceof ControlError)) throw error
    if (error.fault !== 'already-running') throw new Exit('failure', error.message)
    throw new Exit(
      'alreadyRunning',
      `${error.message}${whoIs(error.answer)}`,
      `what it does:      earshot status --state-dir ${options.stateDir}`,
      `end it:            earshot stop --state-dir ${options.stateDir}`,
      'one more beside it: earshot daemon --port 0 --state-dir ANOTHER',
    )
  }
}

/** The other daemon by what it says of itself, if it answered. */
function whoIs(answer: object | undefined): string {
  if (answer === undefined || !('pid' in answer) || !('room' in answer)) return ''
  return ` It is "${String(answer.room)}", pid ${String(answer.pid)}.`
}
