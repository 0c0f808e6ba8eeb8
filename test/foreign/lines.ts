/** The host that members see of another. */
export const cloaked = /^(?:[a-z2-7]{8}\.){3}cloak$/

/**
 * Whether a line is as a table writes it; `…` stands for anything, such as a time, CLOAK for the host of somebody, and
 * NETWORK for the mask of such hosts that are of one network.
 */
export function isLike(pattern: string, seen: string | undefined): boolean {
  if (seen === undefined) return false
  const line = seen
    .replaceAll(/(?:[a-z2-7]{8}\.){3}cloak/g, 'CLOAK')
    .replaceAll(/\*(?:\.[a-z2-7]{8}){2}\.cloak/g, 'NETWORK')
  const [head = '', ...parts] = pattern.split('…')
  if (!line.startsWith(head)) return false
  const tail = parts.pop()
  if (tail === undefined) return line === head
  let from = head.length
  for (const part of parts) {
    const at = line.indexOf(part, from)
    if (at === -1) return false
    from = at + part.length
  }
  return line.endsWith(tail) && line.length - tail.length >= from
}

/** The lines, each written as the pattern at its place where it is like it, so that a comparison shows what differs. */
export function writtenAs(patterns: readonly string[], lines: readonly string[]): string[] {
  return lines.map((line, at) => {
    const pattern = patterns[at]
    return pattern !== undefined && isLike(pattern, line) ? pattern : line
  })
}

/** The patterns that no line is like, when both are gone through in order. */
export function missing(patterns: readonly string[], lines: readonly string[]): string[] {
  let from = 0
  return patterns.filter((pattern) => {
    const at = lines.findIndex((line, at) => at >= from && isLike(pattern, line))
    if (at !== -1) from = at + 1
    return at === -1
  })
}

/** Cuts bytes into lines as they come; gives what to call with each chunk. */
export function lineReader(take: (line: string) => void): (chunk: Buffer) => void {
  const decoder = new TextDecoder()
  let rest = ''
  return (chunk) => {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/)
    rest = lines.pop() ?? ''
    for (const line of lines) take(line)
  }
}
