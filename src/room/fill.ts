/** Words joined by spaces, or by another separator, into as few lines as they need, none longer than `space`. */
export function fillLines(words: Iterable<string>, space: number, separator = ' '): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of words) {
    if (line !== '' && line.length + separator.length + word.length > space) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : line + separator + word
  }
  if (line !== '') lines.push(line)
  return lines
}
