import { fold } from '../protocol/casemap.ts'
import type { Member, Room } from './room.ts'

/** From here on the member is told of this nick (IRCv3 monitor). Both indexes change here. */
export function watch({ watchers }: Room, member: Member, nick: string): void {
  const folded = fold(nick)
  member.monitored.add(folded)
  const ids = watchers.get(folded)
  if (ids === undefined) watchers.set(folded, new Set([member.id]))
  else ids.add(member.id)
}

/** The reverse; a nick that nobody watches takes no memory. */
export function unwatch({ watchers }: Room, member: Member, nick: string): void {
  const folded = fold(nick)
  member.monitored.delete(folded)
  const ids = watchers.get(folded)
  ids?.delete(member.id)
  if (ids?.size === 0) watchers.delete(folded)
}

/** Those who are told of this nick, in the order of coming, which a loaded room keeps as well. */
export function watchersOf({ watchers, members }: Room, nick: string): Member[] {
  const ids = [...(watchers.get(fold(nick)) ?? [])].sort((a, b) => a - b)
  return ids.flatMap((id) => members.get(id) ?? [])
}
