/**
 * The lines of one buffer, oldest first. Each keeps its number as long as it is there, whatever comes before and after
 * it. As immutable as the model it is in: a line is added by copying one small chunk.
 */
export interface Scrollback<T> {
  /** The number of the oldest line; negative where older ones came later. */
  readonly first: number
  readonly size: number
  readonly chunks: readonly (readonly T[])[]
}

/** Lines that one buffer keeps; the oldest go first. */
export const mostLines = 10_000

const chunkLines = 128

export const noLines: Scrollback<never> = { first: 0, size: 0, chunks: [] }

/** The number of the newest line; before `first` where there is none. */
export const lastOf = ({ first, size }: Scrollback<unknown>): number => first + size - 1

/** With this line at the end. Where there are too many, a whole chunk of the oldest goes. */
export function append<T>(lines: Scrollback<T>, line: T): Scrollback<T> {
  const { first, size, chunks } = lines
  const tail = chunks.at(-1)
  if (tail !== undefined && tail.length < chunkLines)
    return { first, size: size + 1, chunks: [...chunks.slice(0, -1), [...tail, line]] }
  const oldest = chunks[0]
  if (size < mostLines || oldest === undefined) return { first, size: size + 1, chunks: [...chunks, [line]] }
  const left = size - oldest.length
  return { first: first + oldest.length, size: left + 1, chunks: [...chunks.slice(1), [line]] }
}

/** With these before the oldest one; as many of the newer ones as there is place for. */
export function prepend<T>(lines: Scrollback<T>, older: readonly T[]): Scrollback<T> {
  const fits = older.slice(Math.max(0, older.length - (mostLines - lines.size)))
  if (fits.length === 0) return lines
  const [head = [], ...rest] = lines.chunks
  const hasPlace = head.length + fits.length <= chunkLines
  return {
    first: lines.first - fits.length,
    size: lines.size + fits.length,
    chunks: hasPlace ? [[...fits, ...head], ...rest] : [fits, ...lines.chunks],
  }
}

/** The line of this number. */
export function lineAt<T>(lines: Scrollback<T>, number: number): T | undefined {
  let place = number - lines.first
  if (place < 0) return undefined
  // What is looked at is mostly near the end.
  if (place >= lines.size / 2) {
    let left = lines.size
    for (let i = lines.chunks.length - 1; i >= 0; i--) {
      const chunk = lines.chunks[i] ?? []
      left -= chunk.length
      if (place >= left) return chunk[place - left]
    }
    return undefined
  }
  for (const chunk of lines.chunks) {
    if (place < chunk.length) return chunk[place]
    place -= chunk.length
  }
  return undefined
}

/** With another line in the place of this one. */
export function replace<T>(lines: Scrollback<T>, number: number, line: T): Scrollback<T> {
  let start = lines.first
  const chunks = lines.chunks.map((chunk) => {
    const place = number - start
    start += chunk.length
    if (place < 0 || place >= chunk.length) return chunk
    return [...chunk.slice(0, place), line, ...chunk.slice(place + 1)]
  })
  return { ...lines, chunks }
}

/** The number of the newest line that is so, among the `most` newest ones before `below`. */
export function findBack<T>(
  lines: Scrollback<T>,
  isIt: (line: T, number: number) => boolean,
  { below = lastOf(lines) + 1, most = mostLines }: { readonly below?: number; readonly most?: number } = {},
): number | undefined {
  const end = Math.max(lines.first, below - most)
  for (let number = Math.min(below - 1, lastOf(lines)); number >= end; number--) {
    const line = lineAt(lines, number)
    if (line !== undefined && isIt(line, number)) return number
  }
  return undefined
}

/** The number of the next line after `above` that is so. */
export function findOn<T>(
  lines: Scrollback<T>,
  isIt: (line: T, number: number) => boolean,
  above: number,
): number | undefined {
  for (let number = Math.max(above + 1, lines.first); number <= lastOf(lines); number++) {
    const line = lineAt(lines, number)
    if (line !== undefined && isIt(line, number)) return number
  }
  return undefined
}
