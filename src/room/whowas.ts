import { fold } from '../protocol/casemap.ts'
import type { Member, Room } from './room.ts'

/** Who had a nick, when the nick became free. */
export interface Past {
  readonly nick: string
  readonly user: string
  readonly host: string
  readonly address: string
  readonly realname: string
  readonly account: string | undefined
  readonly atMs: number
}

/** What WHOWAS knows. Changed by whowas.ts alone. */
export interface Whowas {
  /** From the oldest to the latest. */
  readonly all: Set<Past>
  /** The same by folded nick; an index of `all`. */
  readonly byNick: Map<string, Set<Past>>
}

/*
 * Who had which nick before (RFC 2812 §3.6.3). A member that leaves costs the same however much is known: one is put
 * behind all others, and at most two are forgotten.
 */

/** From here on it is known that this member had its nick until now. */
export function remember(room: Room, { nick, user, host, address, realname, account }: Member): void {
  keep(room, { nick, user, host, address, realname, account, atMs: room.timeMs })
}

/** Puts what is known behind all else. Of one nick, and of all, the oldest is forgotten where they are too many. */
export function keep(room: Room, past: Past): void {
  const { all, byNick } = room.whowas
  const { limits } = room.facts
  const key = fold(past.nick)
  let same = byNick.get(key)
  if (same === undefined) byNick.set(key, (same = new Set()))
  all.add(past)
  same.add(past)
  if (same.size > limits.whowasPerNick) forgetOldest(room, same)
  if (all.size > limits.whowas) forgetOldest(room, all)
}

/** Who had this nick, in any case, the latest first. */
export function pastOf({ whowas }: Room, nick: string): Past[] {
  return [...(whowas.byNick.get(fold(nick)) ?? [])].reverse()
}

function forgetOldest({ whowas: { all, byNick } }: Room, of: ReadonlySet<Past>): void {
  const [oldest] = of
  if (oldest === undefined) return
  const key = fold(oldest.nick)
  const same = byNick.get(key)
  all.delete(oldest)
  same?.delete(oldest)
  if (same?.size === 0) byNick.delete(key)
}
