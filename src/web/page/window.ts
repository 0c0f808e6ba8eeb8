import { placeOf } from './lines.ts'
import type { Line } from './model.ts'

/** Which lines are in the document: a page with all of them would be slow. */

/** The newest, as they come; or those between two numbers, both included. */
export type Window =
  | { readonly is: 'end' }
  | { readonly is: 'between'; readonly first: number; readonly last: number }

/** Rows at the end, rows that are added when somebody scrolls there, and all that there may be. */
const endRows = 100
const moreRows = 100
const mostRows = 400

export const atEnd: Window = { is: 'end' }

/** The lines of a window. */
export function linesIn(lines: readonly Line[], window: Window): readonly Line[] {
  if (window.is === 'end') return lines.slice(-endRows)
  return lines.slice(Math.max(0, placeOf(lines, window.first)), placeOf(lines, window.last) + 1)
}

/** The same lines, whatever comes after them: for who reads there. */
export function held(lines: readonly Line[], window: Window): Window {
  const now = linesIn(lines, window)
  return { is: 'between', first: now[0]?.n ?? 0, last: now.at(-1)?.n ?? 0 }
}

/** Further up; undefined where there is nothing. */
export function further(lines: readonly Line[], window: Window, way: 'up' | 'down'): Window | undefined {
  const now = linesIn(lines, window)
  const [oldest, newest] = [lines[0]?.n ?? 0, lines.at(-1)?.n ?? 0]
  const [first, last] = [now[0]?.n ?? oldest, now.at(-1)?.n ?? newest]
  if (way === 'up') {
    if (first <= oldest) return undefined
    const from = Math.max(oldest, first - moreRows)
    return { is: 'between', first: from, last: Math.min(last, from + mostRows - 1) }
  }
  if (last >= newest) return undefined
  const to = Math.min(newest, last + moreRows)
  return { is: 'between', first: Math.max(first, to - mostRows + 1), last: to }
}

/** With this line in the middle. */
export function around(lines: readonly Line[], n: number): Window {
  const last = lines.at(-1)?.n ?? n
  return { is: 'between', first: n - moreRows, last: Math.min(last, n + moreRows) }
}
