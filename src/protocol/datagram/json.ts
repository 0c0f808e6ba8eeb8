/** Why a body is not JSON that we read. */
export type JsonFault = 'utf8' | 'nesting' | 'json'

/** An object with unknown values. */
export type Fields = Readonly<Record<string, unknown>>

/** The object, and a list in it. */
const mostNesting = 2

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Reads a body as one flat object. Never throws; bounded by the datagram's size. */
export function readObject(
  body: Uint8Array,
): { readonly ok: true; readonly fields: Fields } | { readonly ok: false; readonly reason: JsonFault } {
  let text: string
  try {
    text = decoder.decode(body)
  } catch {
    return { ok: false, reason: 'utf8' }
  }
  if (nesting(text) > mostNesting) return { ok: false, reason: 'nesting' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, reason: 'json' }
  }
  return isFields(value) ? { ok: true, fields: value } : { ok: false, reason: 'json' }
}

/** How deep brackets go outside of strings; right for JSON, and good enough for what is none. */
function nesting(text: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]
    if (quoted && mark === '\\') at += 1
    else if (mark === '"') quoted = !quoted
    else if (!quoted && (mark === '{' || mark === '[')) deepest = Math.max(deepest, ++depth)
    else if (!quoted && (mark === '}' || mark === ']')) depth -= 1
  }
  return deepest
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
