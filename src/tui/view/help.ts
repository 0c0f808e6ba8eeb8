import { slashHelp } from '../../client/slash.ts'
import { commands } from '../commands.ts'
import { groups, keyLabel } from '../keys.ts'
import { type Row, type Style, fitted, make, widthOfRow } from './cells.ts'

const text: Style = { role: 'text' }
const title: Style = { role: 'text', bold: true }
const dim: Style = { role: 'dim' }
const keyCells = 26
/** A list of keys, and one of commands, fit beside each other from this width on. */
const listCells = 76
const twoFrom = 2 * listCells

/** F1, made from the live key map and the commands: in two lists where there is place. */
export function helpRows(columns: number): Row[] {
  const [keys, others] = [keyRows(), commandRows()]
  if (columns < twoFrom) return [...keys, ...others].map((row) => fitted(row, columns, text))
  return Array.from({ length: Math.max(keys.length, others.length) }, (_, i) => [
    ...fitted(keys[i] ?? [], listCells, text),
    ...fitted(others[i] ?? [], columns - listCells, text),
  ])
}

function keyRows(): Row[] {
  return Object.entries(groups).flatMap(([name, bindings]): Row[] => [
    [make(name, title)],
    ...bindings.map(({ keys, means }): Row => {
      const head = make(`  ${labels(keys)}`, text)
      const blanks = ' '.repeat(Math.max(1, keyCells - widthOfRow([head])))
      return [head, make(`${blanks}${means}`, dim)]
    }),
  ])
}

function commandRows(): Row[] {
  return [
    [make('Commands', title)],
    ...slashHelp(commands).map((line): Row => [make(`  ${line}`, text)]),
    [make('Mouse', title)],
    [make('  the wheel scrolls; Shift and the mouse select; /set mouse off', text)],
  ]
}

function labels(keys: readonly string[]): string {
  const [first = '', ...others] = keys.map(keyLabel)
  return others.length > 3 ? `${first} … ${others.at(-1) ?? ''}` : [first, ...others.slice(0, 1)].join(', ')
}
