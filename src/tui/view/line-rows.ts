import { clock, clockSeconds } from '../../client/describe.ts'
import type { Coming, Line, MessageLine } from '../../client/talk/line.ts'
import type { Settings, Waiting } from '../model.ts'
import { nickRole } from '../theme.ts'
import { type Row, type Style, fitted, make, widthOfRow, wrapped } from './cells.ts'
import { formatted } from './format.ts'

/** What the rows of a line depend on, besides the line. */
export interface Around {
  readonly width: number
  readonly time: Settings['time']
  /** The line before it. */
  readonly previous: Line | undefined
  /** Nothing stands in columns, so that a text can be copied as it was said. */
  readonly isBare: boolean
}

const text: Style = { role: 'text' }
const dim: Style = { role: 'dim' }
const nickCells = 12
/** Narrower logs have no column of nicks. */
const columnsFrom = 60
/** After that a nick is written anew, ms. */
const nickAgainMs = 300_000

/** The rows of one line. */
export function rowsOfLine(line: Line, around: Around): Row[] {
  switch (line.is) {
    case 'message':
      return rowsOfMessage(line, around)
    case 'comings':
      return placed(line.time, '', make('--', dim), comings(line.comings), around)
    default: {
      const role = line.tone === 'error' ? 'error' : line.tone === 'gap' ? 'ruler' : 'event'
      const mark = line.tone === 'error' ? '!!' : '--'
      return placed(line.time, '', make(mark, { role }), [...formatted(line.text, { role })], around)
    }
  }
}

/** What was said and has no echo yet. */
export function rowsOfWaiting(
  { text: said, kind, state, at }: Waiting,
  around: Around,
  nick: string,
  now: number,
): Row[] {
  // An echo takes a moment; nobody need be told of that one.
  const isLate = state !== 'sent' || now - at > 1_000
  const mark = state === 'doubt' ? '?' : isLate ? '…' : ' '
  const body = formatted(kind === 'action' ? `${nick} ${said}` : said, dim)
  const name = make(kind === 'action' ? '*' : nick, dim)
  return placed(at, mark, name, body, around)
}

function rowsOfMessage(line: MessageLine, around: Around): Row[] {
  const { display, isMention, quote, redacted, reactions } = line
  const { nick = '', kind, self } = display
  const rows: Row[] = []
  const nickStyle: Style = isMention
    ? { role: 'mention' }
    : self
      ? { role: 'own' }
      : { role: nickRole(nick), bold: false }
  const before = quote === undefined ? [] : [quote]
  const name =
    kind === 'action'
      ? make('*', nickStyle)
      : kind === 'notice'
        ? make(`-${nick}-`, nickStyle)
        : make(isAgain(line, around) && before.length === 0 ? '' : nick, nickStyle)
  const ranks = display.ranks === undefined ? [] : [make(`(to ${display.ranks}) `, dim)]
  const body =
    redacted === undefined
      ? [
          ...ranks,
          ...(kind === 'action' ? [make(nick, nickStyle), make(' ', text)] : []),
          ...formatted(display.text, text),
        ]
      : [make(`taken back by ${redacted.by}${redacted.why === '' ? '' : ` (${redacted.why})`}`, dim)]
  for (const { nick: whose, text: what } of before) {
    const quoted = [make(`↳ ${whose}${whose === '' ? '' : ': '}${what.split('\n')[0] ?? ''}`, dim)]
    rows.push(indented(fitted(quoted, around.width - indentOf(around), text), indentOf(around)))
  }
  rows.push(...placed(line.time, '', name, body, around, display.text))
  if (reactions.size > 0) {
    const shown = [...reactions].map(([emoji, by]) => `${emoji} ${by.length}`).join('  ')
    rows.push(indented(fitted([make(shown, dim)], around.width - indentOf(around), text), indentOf(around)))
  }
  return rows
}

/** The same person goes on, so that the nick need not be there again. */
function isAgain({ display, time }: MessageLine, { previous, width, isBare }: Around): boolean {
  if (previous?.is !== 'message' || width < columnsFrom || isBare) return false
  const { display: was } = previous
  return (
    was.nick === display.nick &&
    was.kind === 'message' &&
    previous.redacted === undefined &&
    Math.abs(time - previous.time) < nickAgainMs
  )
}

/** With time and nick before the text, which has rows of its own where it has several lines. */
function placed(time: number, mark: string, name: Row[number], body: Row, around: Around, said = ''): Row[] {
  const { width, isBare } = around
  const head = headOf(time, mark, name, around)
  const indent = width < columnsFrom || isBare ? (isBare ? 0 : 2) : widthOfRow(head)
  const lines = said.includes('\n') ? splitLines(body) : [body]
  return lines.flatMap((line, i) =>
    i === 0
      ? wrapped([...head, ...line], width, indent)
      : wrapped(line, width - indent, 0).map((row) => indented(row, indent)),
  )
}

function headOf(time: number, mark: string, name: Row[number], around: Around): Row {
  const stamp = stampOf(time, around)
  const shown = mark === '' ? stamp : mark.padStart(stamp.length - 1).padEnd(stamp.length)
  if (around.width < columnsFrom || around.isBare) {
    const isName = name.width > 0 && !['--', '!!', '*'].includes(name.text)
    return [make(shown, dim), name, make(isName && !name.text.endsWith('-') ? ': ' : ' ', dim)]
  }
  const fits = name.width > nickCells ? fitted([name], nickCells, name.style) : [name]
  const blanks = ' '.repeat(nickCells - widthOfRow(fits))
  return [make(`${shown}${blanks}`, dim), ...fits, make('  ', text)]
}

/** How far a text stands to the right. */
function indentOf({ width, isBare, time }: Around): number {
  if (isBare) return 0
  return width < columnsFrom ? 2 : (time === 'off' ? 0 : time === 'short' ? 6 : 9) + nickCells + 2
}

/** The time of day, blank where the line before has the same. */
function stampOf(time: number, { time: form, previous, isBare, width }: Around): string {
  if (form === 'off') return ''
  const stamp = form === 'short' ? clock(time) : clockSeconds(time)
  const isSame =
    previous !== undefined && !isBare && width >= columnsFrom && clock(previous.time) === clock(time)
  return isSame && form === 'short' ? ' '.repeat(stamp.length + 1) : `${stamp} `
}

const indented = (row: Row, cells: number): Row =>
  cells === 0 ? row : [make(' '.repeat(cells), text), ...row]

/** The parts between the line feeds, which are seen as pictures of them. */
function splitLines(body: Row): Row[] {
  const lines: Row[number][][] = [[]]
  for (const span of body) {
    for (const [i, part] of span.text.split('␊').entries()) {
      if (i > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push(make(part, span.style))
    }
  }
  return lines
}

function comings(all: readonly Coming[]): Row {
  const arrow = { in: '→', out: '←', renamed: '~' } as const
  const spans: Row[number][] = []
  let last: Coming['how'] | undefined
  for (const { how, nick, text: more } of all) {
    const sign = how === last ? ', ' : `${spans.length === 0 ? '' : '  '}${arrow[how]} `
    const rest = how === 'renamed' ? ` is now ${more}` : more === '' ? '' : ` (${more})`
    spans.push(make(`${sign}${nick}${rest}`, { role: 'event' }))
    last = how
  }
  return spans
}
