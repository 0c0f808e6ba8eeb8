/** Whether a text has one of these words, whatever their case, and not as a part of a longer one. */
export function mentions(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return words.some((word) => word !== '' && lower.includes(word.toLowerCase()) && wordIn(word).test(text))
}

const known = new Map<string, RegExp>()
const mostKnown = 64

function wordIn(word: string): RegExp {
  const found = known.get(word)
  if (found !== undefined) return found
  const literal = word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  const made = new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, 'iu')
  if (known.size >= mostKnown) known.clear()
  known.set(word, made)
  return made
}
