import type { Limits } from '../protocol/limits.ts'
import { fromWire, isAscii } from '../protocol/wire.ts'

/** Whether a text matches a mask; `globOf` for one text. */
export function matchesGlob(mask: string, text: string, limits: Pick<Limits, 'maskBytes'>): boolean {
  return globOf(mask, limits)(text)
}

/**
 * Whether texts match a mask of `*` (any run) and `?` (one character), in any case of a-z. Both are wire strings; a
 * character of UTF-8 is one, however many bytes it has. The mask is read once, and then a text takes time that is
 * linear in it, whatever the mask is: masks are remote text. One longer than `maskBytes` matches nothing.
 */
export function globOf(mask: string, { maskBytes }: Pick<Limits, 'maskBytes'>): (text: string) => boolean {
  if (mask.length > maskBytes) return () => false
  const fits = automatonOf(fromWire(mask))
  return (text) => fits(isAscii(text) ? text : fromWire(text))
}

/** What of a string its characters are read by. */
type Text = Pick<string, 'length' | 'codePointAt'>

/**
 * The same for texts that are no wire strings. Every character of a text is read once, and moves all the places of the
 * mask that may have been reached, which are the bits of a few words (Shift-And: Baeza-Yates and Gonnet 1992).
 */
export function automatonOf(mask: string): (text: Text) => boolean {
  const { length, size, stays, any, moves } = read(mask)
  const places = new Int32Array(size)
  return (text) => {
    if (text.length < length) return false
    places.fill(0)
    places[0] = 1
    for (let at = 0; at < text.length; at++) {
      const char = text.codePointAt(at) ?? 0
      // Two units of UTF-16 are one character.
      if (char > 0xffff) at++
      const wanted = moves.get(folded(char)) ?? any
      let carry = 0
      let reached = 0
      for (let i = 0; i < size; i++) {
        const before = places[i] ?? 0
        const moved = before & ((wanted[i] ?? 0) | (any[i] ?? 0))
        const after = (moved << 1) | carry | (before & (stays[i] ?? 0))
        carry = moved >>> 31
        places[i] = after
        reached |= after
      }
      if (reached === 0) return false
    }
    return (((places[length >>> 5] ?? 0) >>> (length & 31)) & 1) !== 0
  }
}

/** A mask as bits: the place before each of its characters that is no `*`, and one at the end. */
interface Places {
  /** The place at the end. */
  readonly length: number
  /** How many words that is. */
  readonly size: number
  /** Where a `*` is, so that any character leaves one there. */
  readonly stays: Int32Array
  /** From where any character leads on, and from where this one does. */
  readonly any: Int32Array
  readonly moves: ReadonlyMap<number, Int32Array>
}

function read(mask: string): Places {
  const size = (mask.length >>> 5) + 1
  const stays = new Int32Array(size)
  const any = new Int32Array(size)
  const moves = new Map<number, Int32Array>()
  let length = 0
  for (const char of mask) {
    if (char === '*') setBit(stays, length)
    else if (char === '?') setBit(any, length++)
    else {
      const code = folded(char.codePointAt(0) ?? 0)
      let from = moves.get(code)
      if (from === undefined) moves.set(code, (from = new Int32Array(size)))
      setBit(from, length++)
    }
  }
  return { length, size, stays, any, moves }
}

function setBit(words: Int32Array, at: number): void {
  words[at >>> 5] = (words[at >>> 5] ?? 0) | (1 << (at & 31))
}

/** As `fold` does it, of one character. */
function folded(char: number): number {
  return char >= 0x41 && char <= 0x5a ? char + 0x20 : char
}
