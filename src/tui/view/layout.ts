import type { Tui } from '../model.ts'
import { currentOf } from '../model.ts'
import { inputRows } from './input.ts'

/** Where everything stands; rows count from 0. A part without rows or columns is not there. */
export interface Layout {
  readonly topic: number
  readonly log: { readonly top: number; readonly rows: number; readonly columns: number }
  /** Columns of the list of names, at the right. */
  readonly names: number
  readonly status: number
  readonly input: { readonly top: number; readonly rows: number }
}

/** Smaller than this there is the log and what is typed, and nothing else. */
const leastColumns = 40
const leastRows = 8
const namesFrom = 80
const namesColumns = 17

const known = new WeakMap<Tui, Layout>()

/** The layout of a screen; asked for by every line of it. */
export function layoutOf(tui: Tui): Layout {
  const found = known.get(tui)
  if (found !== undefined) return found
  const layout = laidOut(tui)
  known.set(tui, layout)
  return layout
}

function laidOut(tui: Tui): Layout {
  const { columns, rows } = tui.size
  const isSmall = columns < leastColumns || rows < leastRows
  const bars = isSmall ? 0 : 1
  const most = Math.max(1, Math.floor((rows - 2 * bars) / 3))
  const typed = Math.min(most, inputRows(tui, columns))
  const isChannel = currentOf(tui).name.startsWith('#')
  const isBare = tui.overlay.is === 'bare'
  const names =
    !isSmall && !isBare && isChannel && tui.settings.names && columns >= namesFrom ? namesColumns : 0
  const logRows = Math.max(0, rows - 2 * bars - typed)
  return {
    topic: bars,
    log: { top: bars, rows: logRows, columns: columns - names },
    names,
    status: bars,
    input: { top: rows - typed, rows: typed },
  }
}
