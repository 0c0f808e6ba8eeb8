import { currentOf, type Tui } from '../model.ts'
import { emojiOf } from '../emoji.ts'
import { searched } from '../editor/history.ts'
import { type Row, type Style, chopped, make, widthOfRow } from './cells.ts'

/** What is typed, as rows, and where the cursor is in them. */
export interface Input {
  readonly rows: readonly Row[]
  readonly row: number
  readonly column: number
}

const text: Style = { role: 'text' }
const dim: Style = { role: 'dim' }

/** How many rows what is typed would fill. */
export function inputRows(tui: Tui, columns: number): number {
  return inputOf(tui, columns).rows.length
}

/** All rows of what is typed, in so many columns. */
export function inputOf(tui: Tui, columns: number): Input {
  const { overlay } = tui
  const buffer = currentOf(tui)
  if (overlay.is === 'find' && overlay.isTyping) return prompted('find: ', overlay.query, columns)
  if (overlay.is === 'recall') {
    const found = searched(buffer.history, overlay.query, overlay.back) ?? ''
    return prompted(`said "${overlay.query}": `, found, columns)
  }
  if (overlay.is === 'react') {
    const shown = emojiOf(overlay.typed)
    return prompted(shown === overlay.typed ? 'react: ' : `react ${shown} : `, overlay.typed, columns)
  }
  if (overlay.is === 'confirm') return prompted(`${overlay.question} y/N `, '', columns)
  const { text: typed, at } = buffer.editor
  const answers = buffer.answers === undefined ? '' : `↳ ${buffer.answers.nick} `
  return laidOut(`${answers}> `, typed, at, columns)
}

function prompted(prompt: string, typed: string, columns: number): Input {
  return laidOut(prompt, typed, typed.length, columns)
}

function laidOut(prompt: string, typed: string, at: number, columns: number): Input {
  const rows: Row[] = []
  let place = { row: 0, column: 0 }
  let start = 0
  for (const [i, line] of typed.split('\n').entries()) {
    const head = make(i === 0 ? prompt : '  ', dim)
    // The last column is the cursor's.
    const rowsOf = (part: string): Row[] => chopped([head, make(part, text)], columns - 1)
    if (at >= start && at <= start + line.length) {
      const ahead = rowsOf(line.slice(0, at - start))
      place = { row: rows.length + ahead.length - 1, column: widthOfRow(ahead.at(-1) ?? []) }
    }
    rows.push(...rowsOf(line))
    start += line.length + 1
  }
  return { rows, ...place }
}
