import { Exit } from '../exit.ts'
import { askDaemon } from './control.ts'

/** All rows of a list that the daemon gives in as many answers as it needs. @throws {Exit} noneFound, failure */
export async function* askRows(
  argv: { readonly stateDir?: string | undefined },
  command: string,
): AsyncGenerator<object> {
  let after = 0
  for (;;) {
    const answer = await askDaemon(argv, { command, after })
    if (!('rows' in answer) || !Array.isArray(answer.rows)) {
      throw new Exit('failure', `The daemon does not answer "${command}" as this earshot expects.`)
    }
    const rows: readonly unknown[] = answer.rows
    for (const row of rows) if (typeof row === 'object' && row !== null) yield row
    const next = 'next' in answer ? answer.next : undefined
    // Ids grow, or this would never end.
    if (typeof next !== 'number' || next <= after) return
    after = next
  }
}
