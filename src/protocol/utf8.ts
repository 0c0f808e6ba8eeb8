/** Bytes of UTF-8 in text that is no wire string; the length of one that is counts them already (`wire.ts`). */

const encoder = new TextEncoder()

/** How many bytes of UTF-8 a text takes. */
export function utf8Bytes(text: string): number {
  return encoder.encode(text).length
}

/** As many parts, from the first on, as `bytes` of UTF-8 hold; a string is cut between its code points. */
export function cutBytes(parts: Iterable<string>, bytes: number): string {
  let kept = ''
  let size = 0
  for (const part of parts) {
    size += utf8Bytes(part)
    if (size > bytes) break
    kept += part
  }
  return kept
}
