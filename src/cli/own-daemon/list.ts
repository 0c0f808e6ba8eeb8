import type { Form } from '../face/rows.ts'
import { askRows } from './pages.ts'

/** The arguments of a command that lists what the daemon of this computer has. */
export interface ListArguments {
  readonly stateDir?: string | undefined
  readonly json?: boolean | undefined
}

/** Objects where they are asked for, a table for people, tabs for what reads a pipe. */
export function formOf({ json }: Pick<ListArguments, 'json'>): Form {
  if (json === true) return 'json'
  return process.stdout.isTTY ? 'table' : 'tabs'
}

/** The whole list of this verb. @throws {Exit} noneFound, failure */
export async function listOf(argv: ListArguments, command: string): Promise<object[]> {
  const rows: object[] = []
  for await (const row of askRows(argv, command)) rows.push(row)
  return rows
}
