import { setTimeout as sleep } from 'node:timers/promises'
import { plainText } from '../../client/safe-text.ts'
import { askDaemon } from '../own-daemon/control.ts'
import { Exit } from '../exit.ts'
import { defaults } from '../options.ts'
import { plainOutput } from '../face/output.ts'

export interface StopArguments {
  readonly stateDir?: string | undefined
}

/** How often it is looked whether the process is gone, ms. */
const lookEveryMs = 50

/** Stops the daemon on this computer and waits until its process is gone. @throws {Exit} noneFound, failure */
export async function stop(argv: StopArguments): Promise<void> {
  const answer = await askDaemon(argv, { command: 'status' })
  const pid = 'pid' in answer && typeof answer.pid === 'number' ? answer.pid : undefined
  const room = 'room' in answer && typeof answer.room === 'string' ? answer.room : 'earshot'
  await askDaemon(argv, { command: 'stop' })
  if (pid === undefined) return
  const until = Date.now() + defaults.stopMs
  while (isAlive(pid)) {
    if (Date.now() > until) {
      throw new Exit('failure', `The daemon (pid ${pid}) was asked to stop and still runs.`, `kill ${pid}`)
    }
    await sleep(lookEveryMs)
  }
  plainOutput.note(`stopped "${plainText(room)}" (pid ${pid})`)
}

/** Signal 0 only asks. Another user's process answers EPERM, and is alive. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
