import { fromWire, isAscii, toWire } from './wire.ts'

/** Mapped to nothing (RFC 3454 table B.1). */
const nothing = /[\p{Variation_Selector}\u00ad\u1806\u200b\u200c\u2060\ufeff]|\u034f|\u200d/gu

/** What no prepared string holds (RFC 4013 §2.3): controls, what is nobody's or private, what only tags or steers. */
const prohibited =
  /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u0340\u0341\u200e\u200f\u202a-\u202e\u206a-\u206f\ufff9-\uffff\u2ff0-\u2ffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e007f}]/u

/**
 * A password, so that what looks and is typed the same is the same (SASLprep, RFC 4013; with the Unicode of this Node).
 * Wire strings; undefined for what may not be one.
 */
export function saslprep(wire: string): string | undefined {
  if (isAscii(wire)) return /[\0-\x1f\x7f]/.test(wire) ? undefined : wire
  const text = fromWire(wire)
    .replaceAll(/\p{Zs}/gu, ' ')
    .replaceAll(nothing, '')
    .normalize('NFKC')
  return prohibited.test(text) || isMixed(text) ? undefined : toWire(text)
}

/**
 * Whether it is of two directions, or begins or ends with what has none beside text from right to left: on a screen it
 * would stand in an order in which nobody typed it (RFC 3454 §6). The classes R and AL are the letters of their blocks,
 * and some marks between them; the class L is all other letters.
 */
function isMixed(text: string): boolean {
  if (!fromRight.test(text)) return false
  const letters = Array.from(text)
  return fromLeft.test(text) || !fromRight.test(letters[0] ?? '') || !fromRight.test(letters.at(-1) ?? '')
}

const fromRight =
  /[\u05be\u05c0\u05c3\u05f3\u05f4\u061b\u061f\u066d\u06d4\u06dd\u0700-\u070d]|(?=\p{L})[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

const fromLeft =
  /(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}])[\p{L}\p{Mc}\p{Nl}]/u
