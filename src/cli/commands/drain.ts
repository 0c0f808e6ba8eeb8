import { plainText } from '../../client/safe-text.ts'
import { parseDuration } from '../arguments/parse.ts'
import { plainOutput } from '../face/output.ts'
import { defaults } from '../options.ts'
import { askDaemon } from '../own-daemon/control.ts'
import { untilGone } from '../own-daemon/until-gone.ts'
import { whoIs } from './stop.ts'

export interface DrainArguments {
  readonly over: string
  readonly stateDir?: string | undefined
}

/** Ends the daemon slowly: nobody new, and one connection after the other. @throws {Exit} noneFound, failure, usage */
export async function drain(argv: DrainArguments): Promise<void> {
  const overMs = parseDuration(argv.over, '--over')
  const answer = await askDaemon(argv, { command: 'drain', seconds: Math.ceil(overMs / 1000) })
  const { room, pid } = whoIs(answer)
  plainOutput.note(
    `"${plainText(room)}" takes nobody more and ends within ${argv.over}; earshot stop: at once`,
  )
  if (pid !== undefined) await untilGone(pid, overMs + defaults.stopMs)
}
