import { plainText } from '../../client/safe-text.ts'
import { type Form, flag } from './kinds.ts'
import type { Settled } from './resolve.ts'

/** A value as people write it, a path with its directory; in brackets what holds where none is written. No value is a secret. */
export function shownValue({ row, texts }: Settled, value: unknown): string {
  const shown = typeof value === 'string' ? value : texts.join(', ')
  return plainText(shown === '' ? `(${row.otherwise ?? 'nothing'})` : shown)
}

/** Each value as TOML would have it, and who says it. */
export function settledAsJson(settled: readonly Settled[]): object {
  const entries = settled.map(({ name, row, texts, written }): [string, object] => {
    const { form } = row.kind
    const [text] = texts
    const value = form === 'list' ? texts : text === undefined ? null : valueIn(text, form)
    return [name, { value, by: written?.by ?? 'default', place: written?.place ?? null }]
  })
  return Object.fromEntries(entries)
}

function valueIn(text: string, form: Form): string | number | boolean {
  if (form === 'number') return Number(text)
  return form === 'flag' ? flag.read([text], '') : text
}
