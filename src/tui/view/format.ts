import { type Row, type Style, make } from './cells.ts'

/** IRC formatting (modern.ircdocs.horse/formatting) and addresses in a text become styles. */

const codes =
  /\x03(?:(\d{1,2})(?:,\d{1,2})?)?|\x04(?:[\da-f]{6}(?:,[\da-f]{6})?)?|[\x02\x0f\x11\x16\x1d-\x1f]/gi

const toggles: Readonly<Record<string, keyof Style>> = {
  '\x02': 'bold',
  '\x1d': 'italic',
  '\x1f': 'underline',
  '\x1e': 'strike',
  '\x16': 'reverse',
}

/** A text of somebody else's as spans; `base` is how it looks where they asked for nothing. */
export function formatted(text: string, base: Style): Row {
  let style = base
  let from = 0
  const spans: Row[number][] = []
  const say = (to: number): void => {
    if (to > from) spans.push(...linked(text.slice(from, to), style))
  }
  for (const match of text.matchAll(codes)) {
    say(match.index)
    from = match.index + match[0].length
    style = turned(style, base, match[0], match[1])
  }
  say(text.length)
  return spans
}

function turned(style: Style, base: Style, code: string, colour: string | undefined): Style {
  const toggle = toggles[code]
  if (toggle !== undefined) return { ...style, [toggle]: style[toggle] !== true }
  if (code === '\x0f') return base
  if (!code.startsWith('\x03')) return style
  const { colour: _was, ...plain } = style
  const number = Number(colour ?? 99)
  return number < 16 ? { ...plain, colour: number } : plain
}

const address = /https?:\/\/[^\s\x00-\x20\x7f-\x9f<>"\u2028\u2029]+/gi

/** Addresses in it, as they may be followed: http and https alone. */
export function linksIn(text: string): string[] {
  return Array.from(text.replace(codes, '').matchAll(address), ([found]) => targetOf(trimmed(found))).filter(
    (link) => link !== undefined,
  )
}

function linked(text: string, style: Style): Row {
  const spans: Row[number][] = []
  let from = 0
  for (const { 0: found, index } of text.matchAll(address)) {
    const shown = trimmed(found)
    const link = targetOf(shown)
    if (link === undefined) continue
    if (index > from) spans.push(make(text.slice(from, index), style))
    spans.push(make(shown, { ...style, role: 'link', link }))
    from = index + shown.length
  }
  if (from < text.length) spans.push(make(text.slice(from), style))
  return spans
}

/** Without what ends the sentence around it. */
function trimmed(found: string): string {
  const bare = found.replace(/[.,;:!?'"]+$/, '')
  return bare.endsWith(')') && !bare.includes('(') ? bare.slice(0, -1) : bare
}

/** What a terminal may be given as the target of a link (OSC 8): printable ASCII. */
function targetOf(found: string): string | undefined {
  const { href = '' } = URL.canParse(found) ? new URL(found) : {}
  return /^https?:\/\/[\x21-\x7e]+$/.test(href) && href.length < 2_000 ? href : undefined
}
