import { linked } from '../../client/links.ts'
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
  if (!/[\x02-\x04\x0f\x11\x16\x1d-\x1f]/.test(text)) return withLinks(text, base)
  let style = base
  let from = 0
  const spans: Row[number][] = []
  const say = (to: number): void => {
    if (to > from) spans.push(...withLinks(text.slice(from, to), style))
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

/** Addresses in it, as they may be followed: http and https alone. */
export function linksIn(text: string): string[] {
  return linked(text.replace(codes, '')).flatMap(({ href }) => href ?? [])
}

function withLinks(text: string, style: Style): Row {
  return linked(text).map((run) =>
    make(run.text, run.href === undefined ? style : { ...style, role: 'link', link: run.href }),
  )
}
