import type { Buffer, Line, Unnumbered } from './model.ts'

/** The lines of a buffer; their numbers follow one another, so that a number is a place. */

/** Lines that are kept; of more, the oldest go, some at a time. */
const mostLines = 5_000
const dropped = 500

/** With one more at the end. */
export function appended({ lines }: Buffer, line: Unnumbered): Line[] {
  const next = [...lines, { ...line, n: (lines.at(-1)?.n ?? -1) + 1 }]
  return next.length > mostLines ? next.slice(dropped) : next
}

/** With one more at the beginning, where there is place. */
export function prepended({ lines }: Buffer, line: Unnumbered): readonly Line[] {
  return lines.length >= mostLines ? lines : [{ ...line, n: (lines[0]?.n ?? 1) - 1 }, ...lines]
}

/** With another line in the place of this one. */
export function replaced(lines: readonly Line[], line: Line): Line[] {
  return lines.with(placeOf(lines, line.n), line)
}

/** Where the line of this number is, or would be. */
export function placeOf(lines: readonly Line[], n: number): number {
  return n - (lines[0]?.n ?? 0)
}
