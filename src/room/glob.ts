import { fold } from '../protocol/casemap.ts'

/**
 * Whether a text matches a mask of `*` (any run) and `?` (one character), in any case of a-z. Linear in practice and
 * at worst mask times text, with no way to make it worse: masks are remote text.
 */
export function matchesGlob(mask: string, text: string): boolean {
  const m = fold(mask)
  const t = fold(text)
  let at = 0
  let star = -1
  let resume = 0
  let i = 0
  while (i < t.length) {
    const want = m.charAt(at)
    if (want === '*') {
      star = at++
      resume = i
    } else if (at < m.length && (want === '?' || want === t.charAt(i))) {
      at++
      i++
    } else if (star !== -1) {
      at = star + 1
      i = ++resume
    } else return false
  }
  while (m.charAt(at) === '*') at++
  return at === m.length
}
