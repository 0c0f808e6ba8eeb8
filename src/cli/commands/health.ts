import { plainText } from '../../client/safe-text.ts'
import { askDaemon } from '../own-daemon/control.ts'
import { Exit } from '../exit.ts'
import { duration } from '../face/duration.ts'
import { plainOutput } from '../face/output.ts'

export interface HealthArguments {
  readonly stateDir?: string | undefined
}

/** As monitors take it: well, not quite, not at all. */
const codes = { well: 0, notReady: 1, down: 2 } as const

/** Says in one line whether the daemon of this computer is well; the exit code says the same. */
export async function health(argv: HealthArguments): Promise<number> {
  try {
    const { line, code } = healthOf(await askDaemon(argv, { command: 'status' }))
    plainOutput.say(line)
    return code
  } catch (error) {
    if (!(error instanceof Exit)) throw error
    plainOutput.say(`down: ${error.message}`)
    return codes.down
  }
}

/** What a status means. */
export function healthOf(status: object): { readonly line: string; readonly code: number } {
  const { room, state, members, uptimeMs }: Readonly<Record<string, unknown>> = { ...status }
  const name = `"${plainText(String(room))}"`
  if (state === 'open') {
    const people = members === 1 ? '1 member' : `${String(members)} members`
    return { line: `ok: ${name} is open, ${people}, up for ${duration(Number(uptimeMs))}`, code: codes.well }
  }
  const why = { starting: 'is starting', stopping: 'is stopping', full: 'is full: all places are taken' }
  const known = Object.entries(why).find(([one]) => one === state)?.[1]
  return { line: `not ready: ${name} ${known ?? 'does not say how it is'}`, code: codes.notReady }
}
