import { plainText } from '../../client/safe-text.ts'
import { plainOutput } from '../face/output.ts'
import { textOf } from '../face/rows.ts'
import { defaults } from '../options.ts'
import { askDaemon } from '../own-daemon/control.ts'

export interface RestartArguments {
  readonly stateDir?: string | undefined
}

/**
 * Has the daemon of this computer start anew, with what is configured and installed now, without its room ending.
 * @throws {Exit} noneFound; failure, when the new process failed and the old one goes on
 */
export async function restart(argv: RestartArguments): Promise<void> {
  const answer = await askDaemon(argv, { command: 'restart' }, defaults.restartMs)
  const said: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(answer))
  const [pid, version, tookMs, silentMs] = ['pid', 'version', 'tookMs', 'silentMs'].map((name) =>
    textOf(said[name]),
  )
  plainOutput.note(
    plainText(
      `The room goes on in pid ${pid}, version ${version}: ${tookMs} ms, and silent for ${silentMs} of them.`,
    ),
  )
}
