import { askEarlier } from './earlier.ts'
import { type Updated, done } from './events.ts'
import { type Buffer, type Scroll, type Tui, currentOf, withBuffer } from './model.ts'
import { seen } from './buffers.ts'
import { lastOf } from '../client/talk/scrollback.ts'
import { layoutOf } from './view/layout.ts'
import { rowsAt } from './view/log.ts'

/** Reading further up. The place is a line and a row of it, so that nothing moves when lines come. */

/** So many rows up, or down where it is negative. At the top, what was said before is asked for. */
export function scrolled(tui: Tui, up: number): Updated {
  const buffer = currentOf(tui)
  const from = placeOf(tui, buffer)
  if (up < 0) return done(seen(withScroll(tui, buffer, down(tui, buffer, from, -up))))
  const wanted = upward(tui, buffer, from, up)
  const top = topmost(tui, buffer)
  const isAtTop = isBefore(wanted, top)
  const next = withScroll(tui, buffer, isAtTop ? top : wanted)
  return isAtTop ? askEarlier(next, currentOf(next)) : done(next)
}

/** A page, with two rows of the last one. */
export function page(tui: Tui): number {
  return Math.max(1, layoutOf(tui).log.rows - 2)
}

/** To the oldest line. */
export function toTop(tui: Tui): Updated {
  const buffer = currentOf(tui)
  const next = withScroll(tui, buffer, topmost(tui, buffer))
  return askEarlier(next, currentOf(next))
}

/** To the newest line, and along with what comes. */
export function following(tui: Tui): Tui {
  return seen(withScroll(tui, currentOf(tui), { at: 'end' }))
}

/** So that this line is seen, in the middle where it was not. */
export function showing(tui: Tui, number: number): Tui {
  const buffer = currentOf(tui)
  const half = Math.floor(layoutOf(tui).log.rows / 2)
  const at: Place = { line: number, row: Math.max(0, rowsAt(tui, buffer, number).length - 1) }
  return withScroll(tui, buffer, down(tui, buffer, at, half))
}

interface Place {
  readonly line: number
  readonly row: number
}

/** The place of the bottom row. */
function placeOf(tui: Tui, buffer: Buffer): Place {
  const { scroll, lines } = buffer
  const last = lastOf(lines)
  if (scroll.at === 'end') return { line: last, row: lastRow(tui, buffer, last) }
  const line = Math.min(Math.max(scroll.line, lines.first), last)
  return { line, row: Math.min(scroll.row, lastRow(tui, buffer, line)) }
}

const lastRow = (tui: Tui, buffer: Buffer, number: number): number =>
  Math.max(0, rowsAt(tui, buffer, number).length - 1)

function upward(tui: Tui, buffer: Buffer, { line, row }: Place, by: number): Place {
  let left = by
  let at = line
  let inIt = row
  while (left > inIt && at > buffer.lines.first) {
    left -= inIt + 1
    at--
    inIt = lastRow(tui, buffer, at)
  }
  return { line: at, row: inIt - left }
}

/** The place after so many rows more; the end, where there are not as many. */
function down(tui: Tui, buffer: Buffer, { line, row }: Place, by: number): Scroll {
  const last = lastOf(buffer.lines)
  let left = by
  let at = line
  let inIt = row
  while (at <= last) {
    const below = lastRow(tui, buffer, at) - inIt
    if (left <= below) {
      const isEnd = at === last && left === below
      return isEnd ? { at: 'end' } : { at: 'line', line: at, row: inIt + left }
    }
    left -= below + 1
    at++
    inIt = 0
  }
  return { at: 'end' }
}

/** The place of the bottom row where the oldest line is at the top. */
function topmost(tui: Tui, buffer: Buffer): Scroll {
  return down(tui, buffer, { line: buffer.lines.first, row: 0 }, layoutOf(tui).log.rows - 1)
}

function isBefore(place: Place, scroll: Scroll): boolean {
  if (scroll.at === 'end') return true
  return place.row < 0 || place.line < scroll.line || (place.line === scroll.line && place.row <= scroll.row)
}

function withScroll(tui: Tui, { key }: Buffer, to: Scroll | Place): Tui {
  const scroll: Scroll = 'at' in to ? to : { at: 'line', ...to }
  return withBuffer(tui, key, (one) => ({ ...one, scroll }))
}
