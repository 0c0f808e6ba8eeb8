import type { End } from './model.ts'

const firstMs = 500
const mostMs = 30_000

/**
 * How long to wait before the next try, ms: 0.5 s, 1, 2, 4 … 30 s, each up to a half shorter, so that not all of a room
 * come back at once.
 * @param tries how many there were since we were connected last
 * @param random from 0 to 1
 */
export function backOff(tries: number, random: number): number {
  return Math.min(mostMs, firstMs * 2 ** Math.min(tries, 16)) * (1 - random / 2)
}

/** What a daemon says to whom it does not want back; who is replaced is there already. */
const unwanted = /^(?:Killed|Replaced|K-lined|G-lined|Z-lined|Banned)\b/i

/**
 * Whether nothing is to be tried again: we left, we never were a member, the nick is none, the password is wrong, we
 * are banned, killed, or here under another connection. A daemon that goes down may come up.
 */
export function isFinal({ cause, code, text }: End, wasMember: boolean): boolean {
  if (cause === 'quit' || !wasMember) return true
  if (cause === 'nick') return code === '431' || code === '432'
  if (cause === 'auth' && code !== undefined) return true
  return cause !== 'lost' && unwanted.test(text)
}
