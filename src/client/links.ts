/** Addresses in a text, for every face that can make links of them. */

/** Runs of a text: words, or an address that may be followed. */
export interface Run {
  readonly text: string
  /** Where the link leads: `http:` or `https:` always, in printable ASCII, as a terminal needs it (OSC 8). */
  readonly href?: string | undefined
}

const address = /https?:\/\/[^\s\x00-\x20\x7f-\x9f<>"\u2028\u2029]+/gi
const mostBytes = 2_000

/** The text in runs; joined, their texts are the text. */
export function linked(text: string): Run[] {
  // Most texts have none.
  if (!text.includes('://')) return text === '' ? [] : [{ text }]
  const runs: Run[] = []
  let from = 0
  for (const { 0: found, index } of text.matchAll(address)) {
    const shown = trimmed(found)
    const href = targetOf(shown)
    if (href === undefined) continue
    if (index > from) runs.push({ text: text.slice(from, index) })
    runs.push({ text: shown, href })
    from = index + shown.length
  }
  if (from < text.length) runs.push({ text: text.slice(from) })
  return runs
}

/** Without what ends the sentence around it, or the bracket that it stands in. */
function trimmed(found: string): string {
  const bare = found.replace(/[.,;:!?'"]+$/, '')
  return bare.endsWith(')') && count(bare, ')') > count(bare, '(') ? trimmed(bare.slice(0, -1)) : bare
}

const count = (text: string, letter: string): number => text.split(letter).length - 1

function targetOf(found: string): string | undefined {
  const { href = '' } = URL.canParse(found) ? new URL(found) : {}
  return /^https?:\/\/[\x21-\x7e]+$/.test(href) && href.length < mostBytes ? href : undefined
}
