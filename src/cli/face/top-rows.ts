import { plainText } from '../../client/safe-text.ts'
import { duration } from './duration.ts'
import { cutText, textWidth } from './width.ts'

/** What the daemon answers to `top`, whatever it is that answers. */
export type TopAnswer = Readonly<Record<string, unknown>>

interface Column {
  readonly title: string
  /** The columns that stay where there is little room: the smallest last. */
  readonly rank: number
  readonly isLeft?: true
  readonly most?: number
  readonly cell: (row: TopAnswer) => string
}

const columns: readonly Column[] = [
  { title: 'ID', rank: 5, cell: ({ id }) => String(id) },
  {
    title: 'NICK',
    rank: 1,
    isLeft: true,
    most: 16,
    cell: ({ nick }) => (typeof nick === 'string' ? nick : '-'),
  },
  { title: 'QUEUE', rank: 2, cell: ({ unsentBytes }) => bytesText(unsentBytes) },
  { title: 'LAG', rank: 4, cell: ({ behindMs }) => waitText(behindMs) },
  { title: 'LINES/S', rank: 3, cell: ({ linesPerSecond }) => String(linesPerSecond) },
  { title: 'SENT/S', rank: 6, cell: ({ bytesPerSecond }) => bytesText(bytesPerSecond) },
  { title: 'SILENT', rank: 8, cell: ({ silentMs }) => duration(Number(silentMs)) },
  { title: 'UP', rank: 10, cell: ({ openMs }) => duration(Number(openMs)) },
  { title: 'BY', rank: 9, isLeft: true, cell: ({ transport }) => String(transport) },
  { title: 'FROM', rank: 7, isLeft: true, most: 46, cell: ({ address }) => String(address) },
]

/** What is shown: of the daemon, and of its connections under their titles. */
export interface TopView {
  readonly head: readonly string[]
  readonly titles: string
  readonly rows: readonly string[]
}

/** The connections in as many columns as there is room for. */
export function topView(answer: TopAnswer, width: number): TopView {
  const given = Array.isArray(answer['rows']) ? answer['rows'].filter(isObject) : []
  const [titles = '', ...rows] = connectionLines(given, width).map((line) => cutText(line, width))
  return { head: wrapped(headWords(answer), width), titles, rows }
}

function headWords({ room, state, uptimeMs, members, connections, ...more }: TopAnswer): string[] {
  const { messagesPerSecond, lagMs, rssBytes, unsentBytes } = more
  return [
    `"${plainText(String(room))}" ${plainText(String(state))}`,
    `up for ${duration(Number(uptimeMs))}`,
    many(members, 'member'),
    many(connections, 'connection'),
    `${String(messagesPerSecond)} messages/s`,
    `lag ${waitText(lagMs)}`,
    `queues ${bytesText(unsentBytes)}`,
    `memory ${bytesText(rssBytes)}`,
  ]
}

const many = (count: unknown, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`

/** In as many lines as they need. */
function wrapped(words: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && textWidth(last) + textWidth(word) + 3 <= width)
      lines[lines.length - 1] = `${last}   ${word}`
    else lines.push(cutText(word, width))
  }
  return lines
}

function connectionLines(rows: readonly TopAnswer[], width: number): string[] {
  const all = columns.map((column) => {
    const cells = rows.map((row) => shown(column.cell(row), column.most ?? 20))
    return { ...column, cells, width: Math.max(...[column.title, ...cells].map(textWidth)) }
  })
  const chosen = fitting(all, width)
  const line = (at: (column: (typeof all)[number]) => string): string =>
    chosen.map((column) => pad(at(column), column.width, column.isLeft === true)).join('  ')
  return [line(({ title }) => title), ...rows.map((_, i) => line(({ cells }) => cells[i] ?? ''))]
}

/** Safe again after it is cut: what ends a direction may be cut off. */
function shown(text: string, width: number): string {
  return plainText(cutText(plainText(text), width))
}

/** As many as there is room for, in their order. */
function fitting<C extends { readonly rank: number; readonly width: number }>(
  all: readonly C[],
  width: number,
): C[] {
  let used = -2
  const chosen = all
    .toSorted((a, b) => a.rank - b.rank)
    .filter((column) => {
      if (used + 2 + column.width > width) return false
      used += 2 + column.width
      return true
    })
  return all.filter((column) => chosen.includes(column))
}

function pad(text: string, width: number, isLeft: boolean): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(text)))
  return isLeft ? text + space : space + text
}

/** `0`, `999`, `1.2k`, `34M` */
function bytesText(bytes: unknown): string {
  let number = Number(bytes)
  for (const unit of ['', 'k', 'M', 'G']) {
    if (number < 1000) return `${number < 10 && unit !== '' ? number.toFixed(1) : Math.round(number)}${unit}`
    number /= 1000
  }
  return `${Math.round(number)}T`
}

/** `-`, `20 ms`, `3.2 s` */
function waitText(ms: unknown): string {
  const number = Number(ms)
  if (!(number > 0)) return '-'
  return number < 1000 ? `${Math.round(number)} ms` : `${(number / 1000).toFixed(1)} s`
}

function isObject(value: unknown): value is TopAnswer {
  return typeof value === 'object' && value !== null
}
