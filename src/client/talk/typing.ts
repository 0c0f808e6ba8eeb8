import type { Display } from '../model.ts'

/** Who types, and until when that is believed, ms. */
export type Typing = ReadonlyMap<string, number>

/** Who types says so every 3 s and is believed for 6 (IRCv3 typing); so many are remembered. */
const typingMs = 6_000
const mostTyping = 50

export const nobodyTypes: Typing = new Map()

/** With what a display of type `typing` tells. */
export function withTyping(typing: Typing, { nick = '', text }: Display, now: number): Typing {
  const next = new Map(typing)
  next.delete(nick)
  if (text === 'active') next.set(nick, now + typingMs)
  const [oldest] = next.keys()
  if (next.size > mostTyping && oldest !== undefined) next.delete(oldest)
  return next
}

/** Without somebody, who said it. */
export function withoutTyping(typing: Typing, nick: string): Typing {
  return typing.has(nick) ? new Map([...typing].filter(([who]) => who !== nick)) : typing
}

/** Who types at this time. */
export function typists(typing: Typing, now: number): string[] {
  return [...typing].filter(([, until]) => until > now).map(([nick]) => nick)
}
