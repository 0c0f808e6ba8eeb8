const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Letters that fill two cells (Unicode UAX #11, roughly: ideographs, Hangul, full-width forms, emoji). */
const wide =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}])/u

/** The cells that a text takes on a terminal. Good for layout, not for proof: terminals differ. */
export function textWidth(text: string): number {
  let width = 0
  for (const { segment } of graphemes.segment(text)) width += wide.test(segment) ? 2 : 1
  return width
}

/** As much of a text as so many cells hold; where something is left out, the last one says so. */
export function cutText(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  let cut = ''
  let used = 1
  for (const { segment } of graphemes.segment(text)) {
    used += wide.test(segment) ? 2 : 1
    if (used > width) break
    cut += segment
  }
  return width < 1 ? '' : `${cut}…`
}

/** Rows with their columns under each other, two spaces between. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, textWidth(cell))
  }
  const pad = (cell: string, i: number) => cell + ' '.repeat((widths[i] ?? 0) - textWidth(cell))
  return rows.map((row) => row.map(pad).join('  ').trimEnd())
}
