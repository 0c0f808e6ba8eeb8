import { nonceTag } from '../../protocol/client-tags.ts'
import type { OutLine } from '../outcome.ts'

/** What a line takes on a wire beside its text. */
const frameBytes = 200
/** What a line takes in memory beside that: objects, an own source and msgid, its place in rings and indexes; measured. */
const heldBytes = 500
/** What a tag takes in memory beside its text: an entry of a map, and strings of its own; measured. */
const tagBytes = 100
/** What the entry takes by which a nonce is found. */
const nonceBytes = 100

/** What a line takes in an answer, roughly: text, tags, names. */
export function sizeOf({ source = '', params, parts, tags }: OutLine): number {
  let bytes = frameBytes + source.length
  for (const param of params) bytes += param.length
  // As much as lines of their own, which they are for many.
  if (parts !== undefined) for (const { text } of parts) bytes += frameBytes + text.length
  if (tags !== undefined) for (const [key, value] of tags) bytes += key.length + value.length
  return bytes
}

/** What a line takes in memory while it is remembered, within a factor of two. */
export function weigh(line: OutLine): number {
  const { tags } = line
  const bytes = sizeOf(line) + heldBytes
  return tags === undefined ? bytes : bytes + tags.size * tagBytes + (tags.has(nonceTag) ? nonceBytes : 0)
}
