import { slashHelp } from '../../client/slash.ts'
import { commands } from '../commands.ts'
import { groups, keyLabel } from '../keys.ts'
import { type Row, type Style, fitted, make } from './cells.ts'

const text: Style = { role: 'text' }
const title: Style = { role: 'text', bold: true }
const dim: Style = { role: 'dim' }
const keyCells = 26

/** F1, made from the live key map and the commands. */
export function helpRows(columns: number): Row[] {
  const rows: Row[] = []
  for (const [name, bindings] of Object.entries(groups)) {
    rows.push([make(name, title)])
    for (const { keys, means } of bindings)
      rows.push([...fitted([make(`  ${labels(keys)}`, text)], keyCells, text), make(` ${means}`, dim)])
  }
  rows.push([make('Commands', title)])
  for (const line of slashHelp(commands)) rows.push([make(`  ${line}`, text)])
  rows.push(
    [make('Mouse', title)],
    [make('  the wheel scrolls; Shift and the mouse select; /set mouse off', text)],
  )
  return rows.map((row) => fitted(row, columns, text))
}

function labels(keys: readonly string[]): string {
  const [first = '', ...others] = keys.map(keyLabel)
  return others.length > 3 ? `${first} … ${others.at(-1) ?? ''}` : [first, ...others].join(', ')
}
