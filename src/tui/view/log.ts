import type { Line } from '../../client/talk/line.ts'
import type { Buffer, Tui, Waiting } from '../model.ts'
import { lastOf, lineAt } from '../../client/talk/scrollback.ts'
import { fold } from '../../protocol/casemap.ts'
import { type Row, type Style, fitted, make, widthOfRow } from './cells.ts'
import { RecentCache } from './recent-cache.ts'
import { layoutOf } from './layout.ts'
import { type Around, rowsOfLine, rowsOfWaiting } from './line-rows.ts'

/** What of a buffer the log shows: rows are made when they are looked at, and kept while they may be again. */

interface Made {
  readonly key: string
  readonly previous: Line | undefined
  readonly rows: readonly Row[]
}

/** Lines whose rows are kept: a few screens of them. */
const mostMade = 80
const made = new RecentCache<Line, Made>(mostMade)

/** The rows of a line with what stands before it: a new day, the ruler. */
export function rowsAt(tui: Tui, buffer: Buffer, number: number): readonly Row[] {
  const line = lineAt(buffer.lines, number)
  if (line === undefined) return []
  const previous = lineAt(buffer.lines, number - 1)
  const around = aroundOf(tui, previous)
  const isRuled = buffer.ruler === number
  const isChosen = isPointedAt(tui, number)
  const key = `${around.width} ${around.time} ${isRuled} ${isChosen} ${around.isBare} ${number === buffer.lines.first}`
  const known = made.get(line)
  if (known?.key === key && known.previous === previous) return known.rows
  const rows = [
    ...(isNewDay(previous, line) ? [across(dayOf(line.time), around.width, { role: 'dim' })] : []),
    ...(isRuled ? [across('new', around.width, { role: 'ruler' })] : []),
    ...rowsOfLine(line, around).map((row) => (isChosen ? inverse(row) : row)),
  ]
  made.set(line, { key, previous, rows })
  return rows
}

/** The line that somebody has chosen, or found. */
function isPointedAt({ overlay }: Tui, number: number): boolean {
  return (overlay.is === 'select' || overlay.is === 'find') && overlay.line === number
}

const inverse = (row: Row): Row => row.map((span) => ({ ...span, style: { ...span.style, reverse: true } }))

/** What was said here and has no echo yet. */
function waitingOf({ room: { pending } }: Tui, { key }: Buffer): Waiting[] {
  const waiting: Waiting[] = []
  for (const [label, one] of pending) if (fold(one.target) === key) waiting.push({ ...one, label })
  return waiting
}

/** The rows that fill the log, from the bottom up; fewer where there are no more. */
export function visibleRows(tui: Tui, buffer: Buffer): Row[] {
  const { rows: height } = layoutOf(tui).log
  const parts: (readonly Row[])[] = []
  let taken = 0
  const take = (rows: readonly Row[]): boolean => {
    const left = height - taken
    if (left > 0) parts.push(rows.slice(Math.max(0, rows.length - left)))
    taken += rows.length
    return taken < height
  }
  const { scroll, lines } = buffer
  let number = lastOf(lines)
  if (scroll.at === 'end') {
    const around = aroundOf(tui, undefined)
    for (const one of waitingOf(tui, buffer).slice(-height).reverse())
      take(rowsOfWaiting(one, around, tui.room.nick, tui.now))
  } else {
    number = Math.min(Math.max(scroll.line, lines.first), number)
    take(rowsAt(tui, buffer, number).slice(0, scroll.row + 1))
    number--
  }
  while (number >= lines.first && take(rowsAt(tui, buffer, number))) number--
  return parts.reverse().flat()
}

function aroundOf(tui: Tui, previous: Line | undefined): Around {
  const { log } = layoutOf(tui)
  return { width: log.columns, time: tui.settings.time, previous, isBare: tui.overlay.is === 'bare' }
}

function isNewDay(previous: Line | undefined, line: Line): boolean {
  return previous === undefined || dayOf(previous.time) !== dayOf(line.time)
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Sun 22 Nov 2026` */
function dayOf(time: number): string {
  const date = new Date(time)
  return `${days[date.getDay()] ?? ''} ${date.getDate()} ${months[date.getMonth()] ?? ''} ${date.getFullYear()}`
}

function across(word: string, width: number, style: Style): Row {
  const head = make(`── ${word} `, style)
  const rule = make('─'.repeat(Math.max(0, width - widthOfRow([head]))), style)
  return fitted([head, rule], width, style)
}
