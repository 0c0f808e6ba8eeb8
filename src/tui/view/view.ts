import { type Tui, currentOf } from '../model.ts'
import { statusBar, topicBar } from './bars.ts'
import type { Row } from './cells.ts'
import { helpRows } from './help.ts'
import { inputOf } from './input.ts'
import { layoutOf } from './layout.ts'
import { visibleRows } from './log.ts'
import { namesRows } from './names.ts'

/** One row of the screen: parts, each from a column on. A part covers what the one before it left over there. */
export interface ScreenRow {
  readonly parts: readonly { readonly column: number; readonly row: Row }[]
}

/** What the screen shows: as many rows as it has. */
export interface Frame {
  readonly rows: readonly ScreenRow[]
  /** Both count from 0. */
  readonly cursor: { readonly row: number; readonly column: number }
}

const whole = (row: Row): ScreenRow => ({ parts: [{ column: 0, row }] })
const empty: Row = []

/** What somebody sees. Pure; kept rows are the same objects as the last time. */
export function view(tui: Tui): Frame {
  const { columns } = tui.size
  const layout = layoutOf(tui)
  const rows: ScreenRow[] = []
  if (layout.topic > 0) rows.push(whole(topicBar(tui)))
  rows.push(...logRows(tui))
  if (layout.status > 0) rows.push(whole(statusBar(tui)))
  const input = inputOf(tui, columns)
  // Of more than there is place for, the part around the cursor.
  const first = Math.min(
    Math.max(0, input.row - layout.input.rows + 1),
    Math.max(0, input.rows.length - layout.input.rows),
  )
  rows.push(...input.rows.slice(first, first + layout.input.rows).map(whole))
  const cursor = { row: layout.input.top + input.row - first, column: Math.min(input.column, columns - 1) }
  return { rows: rows.slice(0, tui.size.rows), cursor }
}

function logRows(tui: Tui): ScreenRow[] {
  const { log, names } = layoutOf(tui)
  const buffer = currentOf(tui)
  const help = tui.overlay.is === 'help' ? helpRows(tui.size.columns).slice(tui.overlay.top) : undefined
  const shown = help?.slice(0, log.rows) ?? visibleRows(tui, buffer)
  const list =
    names > 0 && help === undefined ? namesRows(tui.room.channels.get(buffer.key), names, log.rows) : []
  // What is newest is next to what is typed, also where there is little.
  const blank = help === undefined ? log.rows - shown.length : 0
  return Array.from({ length: log.rows }, (_, i) => {
    const left = { column: 0, row: shown[i - blank] ?? empty }
    return { parts: names > 0 ? [left, { column: log.columns, row: list[i] ?? empty }] : [left] }
  })
}
