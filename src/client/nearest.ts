/** The word that was probably meant: the closest of them within two mistakes and half of its length. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const ranked = words
    .map((candidate) => ({ candidate, mistakes: distance(word.toLowerCase(), candidate) }))
    .filter(({ candidate, mistakes }) => mistakes <= Math.min(2, candidate.length / 2))
    .sort((a, b) => a.mistakes - b.mistakes)
  return ranked[0]?.candidate
}

/** Levenshtein, with two neighbours swapped as one mistake. Bounded: words beyond 32 characters are no typos. */
function distance(a: string, b: string): number {
  if (a.length > 32 || b.length > 32) return Number.POSITIVE_INFINITY
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, i) => i)]
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= a.length; i++) {
    rows.push([i])
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const cost = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1))
      rows[i]?.push(swapped ? Math.min(cost, at(i - 2, j - 2) + 1) : cost)
    }
  }
  return at(a.length, b.length)
}
