import stringWidth from 'string-width'
import { safeText } from '../../client/safe-text.ts'
import { lettersOf } from '../editor/graphemes.ts'
import { RecentCache } from './recent-cache.ts'

/** How text looks: what it is, and what its sender asked for. */
export interface Style {
  readonly role: Role
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
  readonly strike?: boolean
  readonly reverse?: boolean
  /** One of the 16 colours of IRC. */
  readonly colour?: number
  /** Where a click leads: http or https, of letters that act on nothing. */
  readonly link?: string
}

export type Role =
  | 'text'
  | 'dim'
  | 'own'
  | `nick${number}`
  | 'error'
  | 'mention'
  | 'event'
  | 'ruler'
  | 'link'
  | 'match'
  | 'bar'
  | 'barHot'
  | 'barDim'
  | 'barAlarm'

/** Text of one style that is safe to write. `make` is the only source of it. */
export interface Span {
  readonly text: string
  readonly style: Style
  /** Cells. */
  readonly width: number
}

/** A row of the screen, or a part of one. */
export type Row = readonly Span[]

/** One letter in its cells. */
interface Cell {
  readonly text: string
  readonly width: number
}

/** Longer than any letter that means well: families of emoji have 25 units. */
const mostUnits = 32
const widths = new RecentCache<string, number>(2_500)

/**
 * The cells of a text. This is where text enters the screen, that of others and our own: it is made safe here, and what
 * has no width, such as marks of direction, is left out.
 */
function cellsOf(text: string): Cell[] {
  if (isPlain(text)) return Array.from(text, (letter) => ({ text: letter, width: 1 }))
  const cells: Cell[] = []
  for (const letter of lettersOf(safeText(text))) {
    for (const piece of letter.length > mostUnits ? letter : [letter]) {
      const width = widthOf(piece)
      if (width > 0) cells.push({ text: piece, width })
    }
  }
  return cells
}

/** Printable ASCII, a cell a letter: most of what is said in many rooms, and the cheapest. */
const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)

/**
 * Letters of one cell that need no closer look, of Latin, Greek and Cyrillic, and dashes, quotes, arrows and boxes: the first
 * closer look takes 60 ms, for it compiles an expression with all emoji, and would come before the first frame.
 */
const narrow = /^[\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2190-\u2193\u2500-\u259f]$/

function widthOf(letter: string): number {
  if (narrow.test(letter)) return 1
  const known = widths.get(letter)
  if (known !== undefined) return known
  const width = stringWidth(letter)
  widths.set(letter, width)
  return width
}

/** A text in this style, safe to write. */
export function make(text: string, style: Style): Span {
  if (isPlain(text)) return { text, style, width: text.length }
  const cells = cellsOf(text)
  let shown = ''
  let width = 0
  for (const cell of cells) {
    shown += cell.text
    width += cell.width
  }
  return { text: shown, style, width }
}

/** The cells of a row. */
export const widthOfRow = (row: Row): number => row.reduce((sum, { width }) => sum + width, 0)

/** The row in exactly so many cells: cut, with `…` where it was, or filled with blanks of this style. */
export function fitted(row: Row, width: number, style: Style): Row {
  const total = widthOfRow(row)
  if (total === width) return row
  if (total < width) return [...row, make(' '.repeat(width - total), style)]
  const kept = wrapped(row, width - 1, 0)[0] ?? []
  const used = widthOfRow(kept)
  return fitted([...kept, make('…', kept.at(-1)?.style ?? style)], Math.max(width, used + 1), style)
}

/**
 * The rows that these spans fill: cut after a blank where a word ends, in a word where it is too long; rows after the
 * first begin with `indent` blanks.
 */
export function wrapped(spans: Row, width: number, indent: number): Row[] {
  if (widthOfRow(spans) <= width) return [spans]
  const rows: Piece[][] = []
  let row: Piece[] = []
  let used = 0
  let lastBlank = -1
  const end = (rest: Piece[]): void => {
    rows.push(row)
    row = rest
    used = rest.reduce((sum, piece) => sum + piece.width, indent)
    lastBlank = -1
  }
  const put = (piece: Piece): void => {
    if (used + piece.width > width && row.length > 0) {
      if (piece.text === ' ') return end([])
      end(lastBlank >= 0 ? row.splice(lastBlank + 1) : [])
      // A word that comes along may fill the next row, which is shorter.
      if (used + piece.width > width && row.length > 0) end([])
    }
    row.push(piece)
    used += piece.width
    if (piece.text === ' ') lastBlank = row.length - 1
  }
  for (const { text, style } of spans) {
    for (const word of wordsOf(text)) {
      // Most words have place whole; of those at the end of a row it matters how far they reach.
      if (used + word.width <= width) put({ ...word, style })
      else for (const cell of cellsOf(word.text)) put({ ...cell, style })
    }
  }
  rows.push(row)
  return rows.map((pieces, i) => joined(pieces, i === 0 ? 0 : indent))
}

/** The rows that these spans fill where only cells count: what is typed is seen as it is. */
export function chopped(spans: Row, width: number): Row[] {
  const rows: Piece[][] = []
  let row: Piece[] = []
  let used = 0
  for (const { text, style } of spans) {
    for (const cell of cellsOf(text)) {
      if (used + cell.width > width && row.length > 0) {
        rows.push(row)
        row = []
        used = 0
      }
      row.push({ ...cell, style })
      used += cell.width
    }
  }
  rows.push(row)
  return rows.map((pieces) => joined(pieces, 0))
}

/** The words of a text and the blanks between them; its letters where it is not plain. */
function wordsOf(text: string): Cell[] {
  if (!isPlain(text)) return cellsOf(text)
  return (text.match(/ |[^ ]+/g) ?? []).map((word) => ({ text: word, width: word.length }))
}

interface Piece extends Cell {
  readonly style: Style
}

function joined(pieces: readonly Piece[], indent: number): Row {
  const row: Span[] = indent > 0 ? [{ text: ' '.repeat(indent), style: { role: 'text' }, width: indent }] : []
  let open: { text: string; style: Style; width: number } | undefined
  for (const { text, width, style } of pieces) {
    if (open?.style === style) {
      open.text += text
      open.width += width
    } else {
      open = { text, style, width }
      row.push(open)
    }
  }
  return row
}
