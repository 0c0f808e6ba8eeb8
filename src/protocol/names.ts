import type { Limits } from './limits.ts'
import { fromWire, isAscii } from './wire.ts'

/**
 * Which names are names. All take wire strings. RFC 2812 §2.3.1 as Modern IRC reads it, with UTF-8;
 * what is refused beyond it is our opinion and says why.
 */

/** Invisible, unassigned, private or space: two nicks that differ in these only look the same. */
const invisible = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u

/**
 * No mask or list characters, no `=` (it would be read as the end of a nick in 302), no prefix of channels, ranks,
 * tags or targets in front, no digit or `-` in front.
 */
const nickForm = /^[^\0-\x20\x7f,*?!@.:=#&~%+$\-0-9][^\0-\x20\x7f,*?!@.:=]*$/

/** Alphabets whose letters look alike: `аnn` with a Cyrillic а is not ann. */
const lookalikes = [
  /\p{Script=Latin}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
]

/** True for a nick that a member may have; its length is bounded by `nickBytes`. */
export function isNick(nick: string, limits: Pick<Limits, 'nickBytes'>): boolean {
  if (nick.length > limits.nickBytes || !nickForm.test(nick)) return false
  if (isAscii(nick)) return true
  const text = fromWire(nick)
  return isPlain(text) && lookalikes.filter((letter) => letter.test(text)).length <= 1
}

/** Compatibility forms (ﬁ, Ａ) and invisible characters would let one pass for another. */
function isPlain(text: string): boolean {
  return text === text.normalize('NFKC') && !invisible.test(text)
}

/** True for `#name` without controls, space, comma or BEL (RFC 2812 §1.3), bounded by `channelBytes`. */
export function isChannelName(name: string, limits: Pick<Limits, 'channelBytes'>): boolean {
  if (name.length < 2 || name.length > limits.channelBytes) return false
  if (!/^#[^\0-\x20\x7f,:]+$/.test(name)) return false
  return isAscii(name) || isPlain(fromWire(name))
}

/** True where a target can only be meant as a channel: it begins like one. */
export function looksLikeChannel(target: string): boolean {
  return target.charCodeAt(0) === 35 /* # */
}

/** A user name as members see it: what may not stand in `nick!user@host` is left out; never empty. */
export function cleanUser(user: string, limits: Pick<Limits, 'userBytes'>): string {
  const clean = user.replaceAll(/[^A-Za-z0-9_.\-[\]\\^{}|`~]/g, '').slice(0, limits.userBytes - 1)
  return `~${clean === '' ? 'user' : clean}`
}
