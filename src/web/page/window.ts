import type { Lines } from '../../client/talk/line.ts'
import { lastOf } from '../../client/talk/scrollback.ts'

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

/** The numbers of the first and the last line of a window; the last is before the first where there is none. */
export function spanOf(lines: Lines, window: Window): { readonly first: number; readonly last: number } {
  const newest = lastOf(lines)
  if (window.is === 'end') return { first: Math.max(lines.first, newest - endRows + 1), last: newest }
  return { first: Math.max(lines.first, window.first), last: Math.min(newest, window.last) }
}

/** The same lines, whatever comes after them: for who reads there. */
export function held(lines: Lines, window: Window): Window {
  return { is: 'between', ...spanOf(lines, window) }
}

/** Further up; undefined where there is nothing. */
export function further(lines: Lines, window: Window, way: 'up' | 'down'): Window | undefined {
  const { first, last } = spanOf(lines, window)
  if (way === 'up') {
    if (first <= lines.first) return undefined
    const from = Math.max(lines.first, first - moreRows)
    return { is: 'between', first: from, last: Math.min(last, from + mostRows - 1) }
  }
  const newest = lastOf(lines)
  if (last >= newest) return undefined
  const to = Math.min(newest, last + moreRows)
  return { is: 'between', first: Math.max(first, to - mostRows + 1), last: to }
}

/** With this line in the middle. */
export function around(lines: Lines, n: number): Window {
  return { is: 'between', first: n - moreRows, last: Math.min(lastOf(lines), n + moreRows) }
}
