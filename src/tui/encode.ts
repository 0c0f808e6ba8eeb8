import type { Settings } from './model.ts'
import { sgrOf } from './theme.ts'
import type { Row } from './view/cells.ts'
import type { ScreenRow } from './view/view.ts'

/** Rows as bytes for a terminal. Nothing but this and `screen.ts` makes escape sequences. */

export interface Pen {
  readonly theme: Settings['theme']
  /** The terminal reorders text that is written from right to left, so each piece of it is kept to itself (UAX #9). */
  readonly isBidi: boolean
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const clearToEnd = '\x1b[0m\x1b[K'

/** A row of the screen; it leaves nothing of what was in that row before. */
export function encode({ parts }: ScreenRow, pen: Pen): string {
  return parts
    .map(({ column, row }) => `${column > 0 ? `\x1b[${column + 1}G` : ''}${encodeRow(row, pen)}${clearToEnd}`)
    .join('')
}

/** Rows of lines that stay are the same objects, wherever they are on the screen. */
const known = new WeakMap<
  Row,
  { readonly theme: Pen['theme']; readonly isBidi: boolean; readonly text: string }
>()

function encodeRow(row: Row, pen: Pen): string {
  const found = known.get(row)
  if (found?.theme === pen.theme && found.isBidi === pen.isBidi) return found.text
  const text = encoded(row, pen)
  known.set(row, { ...pen, text })
  return text
}

function encoded(row: Row, { theme, isBidi }: Pen): string {
  let out = ''
  let sgr = ''
  let link = ''
  for (const { text, style } of row) {
    const next = sgrOf(theme, style)
    const target = style.link ?? ''
    // ECMA-48 has no end of a link; OSC 8 without an address is one.
    if (target !== link) out += `\x1b]8;;${target}\x1b\\`
    if (next !== sgr) out += `\x1b[0${next === '' ? '' : `;${next}`}m`
    out += isBidi && rightToLeft.test(text) ? `\u2068${text}\u2069` : text
    sgr = next
    link = target
  }
  return link === '' ? out : `${out}\x1b]8;;\x1b\\`
}
