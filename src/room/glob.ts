import { fold } from '../protocol/casemap.ts'
import { fromWire, isAscii } from '../protocol/wire.ts'

/**
 * Whether a text matches a mask of `*` (any run) and `?` (one character), in any case of a-z. Linear in practice and
 * at worst mask times text, with no way to make it worse: masks are remote text.
 */
export function matchesGlob(mask: string, text: string): boolean {
  return globOf(mask)(text)
}

/** The same for many texts: the mask is read once, and texts that are too short for it cost nothing. */
export function globOf(mask: string): (text: string) => boolean {
  const m = characters(mask)
  let least = 0
  for (let i = 0; i < m.length; i++) if (m[i] !== '*') least++
  return (text) => text.length >= least && matches(m, characters(text))
}

function matches(m: ArrayLike<string>, t: ArrayLike<string>): boolean {
  let at = 0
  let star = -1
  let resume = 0
  let i = 0
  while (i < t.length) {
    const want = m[at]
    if (want === '*') {
      star = at++
      resume = i
    } else if (want === '?' || want === t[i]) {
      at++
      i++
    } else if (star !== -1) {
      at = star + 1
      i = ++resume
    } else return false
  }
  while (m[at] === '*') at++
  return at === m.length
}

/** Of a wire string, folded: a character of UTF-8 is one, however many bytes it has. */
function characters(wire: string): ArrayLike<string> {
  const folded = fold(wire)
  return isAscii(folded) ? folded : Array.from(fromWire(folded))
}
