import { plainText, safeJson } from '../../client/safe-text.ts'
import type { Output } from './output.ts'
import { table } from './width.ts'

/** A column of a list: its head, and what stands in it. */
export type Column = readonly [head: string, value: (row: Readonly<Record<string, unknown>>) => string]

/** How a list is shown: to people as a table with a head, to scripts as objects or as columns separated by tabs. */
export type Form = 'json' | 'table' | 'tabs'

/** Says a list in its form; what is remote in it is made safe here. */
export function sayRows(
  output: Output,
  form: Form,
  rows: readonly object[],
  columns: readonly Column[],
): void {
  if (form === 'json') return rows.forEach((row) => output.say(safeJson(row)))
  const cells = rows.map((row) => {
    const values = Object.fromEntries(Object.entries(row))
    return columns.map(([, value]) => plainText(value(values)))
  })
  const lines =
    form === 'tabs' ? cells.map((row) => row.join('\t')) : table([columns.map(([head]) => head), ...cells])
  for (const line of lines) output.say(line)
}

/** A value as text; nothing for what is not there. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** `5 s`, `12 min`, `3 h`, `4 d`. */
export function shortTime(seconds: unknown): string {
  if (typeof seconds !== 'number') return ''
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`
  return seconds < 86_400 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} d`
}

/** `512 B`, `1.4 KiB`, `3.0 MiB`. */
export function shortSize(bytes: unknown): string {
  if (typeof bytes !== 'number') return ''
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1024 ** 2).toFixed(1)} MiB`
}
