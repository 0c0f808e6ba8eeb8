import { fromWire, isAscii, toWire } from './wire.ts'

/** Mapped to nothing (RFC 3454 table B.1). */
const nothing = /[\p{Variation_Selector}\u00ad\u1806\u200b\u200c\u2060\ufeff]|\u034f|\u200d/gu

/** What no prepared string holds (RFC 4013 §2.3): controls, what is nobody's or private, what only tags or steers. */
const prohibited =
  /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u0340\u0341\u200e\u200f\u202a-\u202e\u206a-\u206f\ufff9-\uffff\u2ff0-\u2ffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e007f}]/u

/**
 * A password, so that what looks and is typed the same is the same (SASLprep, RFC 4013; with the Unicode of this Node,
 * and without its rule for text of two directions). Wire strings; undefined for what may not be one.
 */
export function saslprep(wire: string): string | undefined {
  if (isAscii(wire)) return /[\0-\x1f\x7f]/.test(wire) ? undefined : wire
  const text = fromWire(wire)
    .replaceAll(/\p{Zs}/gu, ' ')
    .replaceAll(nothing, '')
    .normalize('NFKC')
  return prohibited.test(text) ? undefined : toWire(text)
}
