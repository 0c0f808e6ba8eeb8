import { isObject, storedIn } from '../../client/stored.ts'

/** What was said in each buffer, by its key, oldest first: kept from one run to the next where that is asked for. */
export type Said = ReadonlyMap<string, readonly string[]>

export const nothing: Said = new Map()

/** Buffers of which it is kept, the ones that were opened last. */
const mostBuffers = 50

/** Whether a text may be kept: commands may have a key or a password in them. */
const mayBeKept = (text: string): boolean => !text.startsWith('/') || /^\/me\s/.test(text)

/** With what was said in these since. */
export function saidWith(
  said: Said,
  buffers: readonly { readonly key: string; readonly history: { readonly said: readonly string[] } }[],
): Said {
  const all = new Map(said)
  for (const { key, history } of buffers) {
    const kept = history.said.filter(mayBeKept)
    all.delete(key)
    if (kept.length > 0) all.set(key, kept)
  }
  return new Map([...all].slice(-mostBuffers))
}

/** `parseSaid` reads it back. */
export const formatSaid = (said: Said): string =>
  `${JSON.stringify({ v: 1, said: Object.fromEntries(said) }, undefined, 1)}\n`

/** Undefined for a text that is none. */
export function parseSaid(text: string): Said | undefined {
  const said = storedIn(text)?.['said']
  if (!isObject(said)) return undefined
  const all = new Map<string, readonly string[]>()
  for (const [key, texts] of Object.entries(said)) {
    if (!Array.isArray(texts) || !texts.every((one) => typeof one === 'string')) return undefined
    all.set(key, texts)
  }
  return all
}
