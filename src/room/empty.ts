import { isBanned } from './bans.ts'
import { type History, createHistory, forgetAll } from './history/history.ts'
import type { Channel, ChannelId, Member, Room } from './room.ts'

/**
 * Puts away what a channel remembers that everybody has left, for who founds it again within `historyEmptyMs`: the
 * channel is a new one, with what was said in it before. Only who could have come in before is to read it: nothing is
 * kept of a channel that was +i, a key has to be given again, and who was banned reads nothing.
 */
export function putAway(room: Room, { id, flags, key, lists, history }: Channel): void {
  if (flags.has('i')) return forgetAll(room.archive, history)
  room.empty.set(id, { history, key, lists, sinceMs: room.timeMs })
  makeRoom(room, 0)
}

/** What a channel remembers that is founded now, by this member, who gave this key. */
export function takeUp(room: Room, me: Member, id: ChannelId, key: string | undefined): History {
  const found = room.empty.get(id)
  room.empty.delete(id)
  makeRoom(room, 1)
  const isOpen = found !== undefined && (found.key === undefined || found.key === key)
  if (isOpen && !isBanned(found, me)) return found.history
  if (found !== undefined) forgetAll(room.archive, found.history)
  return createHistory(room.facts.limits.historyMessages)
}

/** Forgets what was left too long ago; to be asked at each entry, and costs nothing where there is nothing. */
export function forgetLongEmpty(room: Room): void {
  for (const [id, { sinceMs }] of room.empty) {
    if (room.timeMs - sinceMs <= room.facts.limits.historyEmptyMs) return
    forget(room, id)
  }
}

/** Channels with and without members, and those that are founded now, are together no more than `channels`. */
function makeRoom(room: Room, founded: number): void {
  for (const id of room.empty.keys()) {
    if (room.channels.size + founded + room.empty.size <= room.facts.limits.channels) return
    forget(room, id)
  }
}

/** Forgets what was left under this name, if anything. */
export function forget(room: Room, id: ChannelId): void {
  const found = room.empty.get(id)
  room.empty.delete(id)
  if (found !== undefined) forgetAll(room.archive, found.history)
}
