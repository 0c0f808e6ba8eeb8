import { readSync } from 'node:fs'

const blockBytes = 65_536
/** Longer lines are none of ours; they come as an empty one. */
export const mostLineBytes = 1_048_576

/**
 * The lines of an open file from its end, or from `end`, to its beginning, without their LF. Nothing but a block and one
 * line is in memory.
 */
export function* linesBack(descriptor: number, end: number): Generator<string> {
  /** What is known of the line whose beginning was not read yet, the last part first. */
  let parts: Buffer[] = []
  let bytes = 0
  let isLast = true
  const take = (part: Buffer): void => {
    bytes += part.length
    if (bytes <= mostLineBytes) parts.push(part)
  }
  const line = (): string => {
    const text = bytes > mostLineBytes ? '' : Buffer.concat(parts.toReversed()).toString()
    parts = []
    bytes = 0
    return text
  }
  for (let to = end; to > 0;) {
    const block = read(descriptor, Math.max(0, to - blockBytes), to)
    if (block.length === 0) break
    to -= block.length
    let rest = block
    for (let at = rest.lastIndexOf(0x0a); at !== -1; at = rest.lastIndexOf(0x0a)) {
      take(rest.subarray(at + 1))
      // What follows the last LF is no line, unless there is something.
      if (!isLast || bytes > 0) yield line()
      isLast = false
      rest = rest.subarray(0, at)
    }
    take(rest)
  }
  if (!isLast || bytes > 0) yield line()
}

/** From `from` to `to`, or nothing where the file has become shorter. */
function read(descriptor: number, from: number, to: number): Buffer {
  const block = Buffer.alloc(to - from)
  for (let filled = 0; filled < block.length;) {
    const got = readSync(descriptor, block, filled, block.length - filled, from + filled)
    if (got === 0) return Buffer.alloc(0)
    filled += got
  }
  return block
}
