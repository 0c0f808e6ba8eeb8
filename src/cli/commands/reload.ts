import { plainText, safeJson } from '../../client/safe-text.ts'
import { plainOutput } from '../face/output.ts'
import { table } from '../face/width.ts'
import { defaults } from '../options.ts'
import { askDaemon } from '../own-daemon/control.ts'

export interface ReloadArguments {
  readonly stateDir?: string | undefined
  readonly json?: boolean | undefined
}

/** Has the daemon on this computer read its configuration again. @throws {Exit} noneFound; failure, where nothing is changed */
export async function reload(argv: ReloadArguments): Promise<void> {
  const answer = await askDaemon(argv, { command: 'reload' }, defaults.reloadMs)
  if (argv.json === true) return plainOutput.say(safeJson(answer))
  for (const line of reloadLines(answer)) plainOutput.say(line)
}

/** What changed, what has to wait, and what could not be done. */
export function reloadLines(answer: object): string[] {
  const changed = changesIn(answer, 'changed')
  const waiting = changesIn(answer, 'waiting')
  const problems = 'problems' in answer && Array.isArray(answer.problems) ? answer.problems : []
  return [
    'read again: the configuration, and the files that it names',
    ...(changed.length === 0 ? ['no setting has changed'] : ['from now on:', ...changed]),
    ...(waiting.length === 0 ? [] : ['after a restart:', ...waiting]),
    ...problems.map((problem) => plainText(String(problem))),
  ]
}

function changesIn(answer: object, key: string): string[] {
  const found = new Map<string, unknown>(Object.entries(answer)).get(key)
  if (!Array.isArray(found)) return []
  const rows = found.map((change: object) => {
    const { setting, from, to, place }: Record<string, unknown> = { ...change }
    return ['', String(setting), `${String(from)} -> ${String(to)}`, `(${String(place)})`]
  })
  return table(rows.map((row) => row.map(plainText)))
}
