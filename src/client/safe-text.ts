/**
 * What remote text may do to a terminal: be read, and nothing else. Every nick, text, topic, reason, room and
 * host name that somebody else chose goes through here before it is shown.
 */

/** IRC formatting (modern.ircdocs.horse/formatting): colour, hex colour, and the toggles. */
const formatting =
  /\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[\da-f]{6}(?:,[\da-f]{6})?)?|[\x02\x0f\x11\x16\x1d-\x1f]/gi

/** C0 but for tab, DEL, C1, the line and paragraph separators, and surrogates without their other half. */
const unprintable = /[\0-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]|\p{Surrogate}/gu

/**
 * More marks on one letter than any script stacks; they would run over the lines above. Joiners and tags have no width
 * either, and would part the marks; no emoji has as many in a row.
 */
const piledMarks =
  /([\p{Mark}\u200b-\u200d\u2060-\u2064\ufeff\u{e0020}-\u{e007f}]{8})[\p{Mark}\u200b-\u200d\u2060-\u2064\ufeff\u{e0020}-\u{e007f}]+/gu

const directional = /[\u202a-\u202e\u2066-\u2069]/g

/** Text without IRC formatting codes. */
function stripFormatting(text: string): string {
  return text.replace(formatting, '')
}

/**
 * Text that is safe to write on a terminal, on one line: controls become visible pictures, tabs become
 * spaces, bidirectional overrides end where the text ends. Safe text comes back as it is.
 */
export function safeText(text: string): string {
  const visible = text.replaceAll('\t', '    ').replace(unprintable, picture).replace(piledMarks, '$1')
  return visible.search(directional) === -1 ? visible : closeDirections(visible)
}

/** `safeText` without formatting codes: for output that has no bold and no colour. */
export function plainText(text: string): string {
  return safeText(stripFormatting(text))
}

/** JSON that is as safe on a terminal as `safeText`, and loses nothing: what could act is escaped. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function picture(mark: string): string {
  const code = mark.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  if (code === 0x7f) return '␡'
  if (code === 0x85 || code === 0x2028 || code === 0x2029) return '␤'
  if (code < 0xa0) return `\\x${code.toString(16)}`
  return '\ufffd'
}

/** Unicode UAX #9: embeddings end with PDF (U+202C), isolates with PDI (U+2069), which ends what is in it too. */
function closeDirections(text: string): string {
  const open: string[] = []
  const kept = text.replace(directional, (mark) => {
    if (mark === '\u202c') return open.at(-1) === mark ? (open.pop() ?? '') : ''
    if (mark === '\u2069') {
      const isolate = open.lastIndexOf(mark)
      if (isolate === -1) return ''
      return open.splice(isolate).reverse().join('')
    }
    open.push(mark < '\u202f' ? '\u202c' : '\u2069')
    return mark
  })
  return kept + open.reverse().join('')
}
