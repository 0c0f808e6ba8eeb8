import { type History, createHistory, forgetAll } from './history/history.ts'
import { lose, takeLost } from './history/lost.ts'
import type { Channel, ChannelId, Room } from './room.ts'

/**
 * Puts away what a channel remembers that everybody has left, for who founds it again within `historyEmptyMs`: the
 * channel is a new one, with what was said in it before. Nothing is kept of one that was +i, had a key or a ban: the
 * new one begins without them, and whoever comes in then would read what was kept from him. Nor of one in which
 * nothing was said, which would take the place of another.
 */
export function putAway(room: Room, { id, flags, key, lists, history }: Channel): void {
  const isOpen = !flags.has('i') && key === undefined && lists.b.size === 0
  if (!isOpen || history.messages.length === 0) return loseAll(room, id, history)
  room.empty.set(id, { history, sinceMs: room.timeMs })
  makeRoom(room, 0)
}

/**
 * What a channel remembers that is founded now. A new one has all that is said in it from here on: every line of before
 * is a place to go on from, as an event that was forgotten is, but for those before a message that is lost.
 */
export function takeUp(room: Room, id: ChannelId): History {
  const found = room.empty.get(id)
  room.empty.delete(id)
  makeRoom(room, 1)
  if (found !== undefined) return found.history
  const history = createHistory(room.facts.limits.historyMessages)
  history.forgotten = takeLost(room.lost, id)
  history.forgottenEvent = room.seq
  return history
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
function forget(room: Room, id: ChannelId): void {
  const found = room.empty.get(id)
  room.empty.delete(id)
  if (found !== undefined) loseAll(room, id, found.history)
}

function loseAll(room: Room, id: ChannelId, history: History): void {
  forgetAll(room.archive, history)
  lose(room.lost, id, history.forgotten, room.facts.limits.channels)
}

/** What was said under this name goes on under another one, where who asks for this one does not find it. */
export function moveAway(room: Room, from: ChannelId, to: ChannelId, history: History): void {
  const { lost, facts } = room
  // Another channel's that had the name before: it would be this one's when all have left.
  forget(room, to)
  lose(
    lost,
    from,
    history.messages.at(history.messages.length - 1)?.seq ?? history.forgotten,
    facts.limits.channels,
  )
  history.forgotten = Math.max(history.forgotten, takeLost(lost, to))
}
