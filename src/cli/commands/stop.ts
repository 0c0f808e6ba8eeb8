import { plainText } from '../../client/safe-text.ts'
import { askDaemon } from '../own-daemon/control.ts'
import { untilGone } from '../own-daemon/until-gone.ts'
import { defaults } from '../options.ts'
import { plainOutput } from '../face/output.ts'

export interface StopArguments {
  readonly stateDir?: string | undefined
}

/** Stops the daemon on this computer and waits until its process is gone. @throws {Exit} noneFound, failure */
export async function stop(argv: StopArguments): Promise<void> {
  const answer = await askDaemon(argv, { command: 'stop' })
  const { room, pid } = whoIs(answer)
  if (pid === undefined) return
  await untilGone(pid, defaults.stopMs)
  plainOutput.note(`stopped "${plainText(room)}" (pid ${pid})`)
  // Its socket is still open.
  if ('isManaged' in answer && answer.isManaged === true)
    plainOutput.note('systemd opens it again when somebody comes; to keep it closed:   earshot service stop')
}

/** The room and the process that a daemon says it is. */
export function whoIs(answer: object): { readonly room: string; readonly pid: number | undefined } {
  return {
    room: 'room' in answer && typeof answer.room === 'string' ? answer.room : 'earshot',
    pid: 'pid' in answer && typeof answer.pid === 'number' ? answer.pid : undefined,
  }
}
