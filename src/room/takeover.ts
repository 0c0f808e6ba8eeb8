import { fold } from '../protocol/casemap.ts'
import { skeletonsOf } from '../protocol/skeleton.ts'
import { closeChannel } from './channels.ts'
import { uninvite } from './invitations.ts'
import type { Outcome } from './outcome.ts'
import { isAwaited, isOf } from './seats.ts'
import { freeNick } from './nicks.ts'
import type { ChannelId, Member, Room } from './room.ts'
import { setAccount } from './sessions.ts'
import { setUserMode } from './user-modes.ts'
import { unwatch } from './watchers.ts'

/**
 * Everybody has lost the connection at once: is a member no longer, and has its place kept. Nobody is there to be told,
 * nor is it an event that is remembered: nobody has left.
 */
export function seatAll(room: Room): readonly Outcome[] {
  room.seatsUntilMs = room.timeMs + room.facts.limits.seatMs
  const outcomes = [...room.members.values()].flatMap((member) => {
    const channels = [...member.channels]
    seat(room, member)
    return channels.map((channel) => ({ type: 'unsubscribed' as const, member: member.id, channel }))
  })
  closeUnawaited(room)
  return outcomes
}

function seat(room: Room, member: Member): void {
  const { id, nick, host, account, tls } = member
  // Who came back after an earlier restart may be on the way to its channels still.
  const before = room.seats.get(fold(nick))
  const ranks = new Map<ChannelId, number>(before !== undefined && isOf(before, member) ? before.ranks : [])
  for (const key of member.channels) {
    const channel = room.channels.get(key)
    ranks.set(key, channel?.members.get(id) ?? 0)
    channel?.members.delete(id)
  }
  for (const key of member.invitations) {
    const channel = room.channels.get(key)
    if (channel !== undefined) uninvite(channel, member)
  }
  for (const watched of member.monitored) unwatch(room, member, watched)
  for (const mode of member.modes) setUserMode(room, member, mode, false)
  setAccount(room, member, undefined)
  room.members.delete(id)
  freeNick(room, member)
  const key = fold(nick)
  room.seats.set(key, {
    nick: key,
    looks: [...skeletonsOf(nick)],
    host,
    account: account && fold(account),
    certificate: tls?.certificate,
    ranks,
  })
}

/** Who has not come back by now is not awaited any more; to be asked at each entry. */
export function clearSeats(room: Room): void {
  if (room.seats.size === 0 || room.timeMs <= room.seatsUntilMs) return
  room.seats.clear()
  closeUnawaited(room)
}

/** Who was logged in to this account is not awaited any more: whoever makes one of the same name is somebody else. */
export function forgetSeats(room: Room, account: string): void {
  const key = fold(account)
  const gone = [...room.seats].filter(([, seat]) => seat.account === key)
  for (const [nick] of gone) room.seats.delete(nick)
  if (gone.length > 0) closeUnawaited(room)
}

/** Channels in which nobody is and to which nobody will come back. */
function closeUnawaited(room: Room): void {
  for (const channel of room.channels.values()) {
    if (channel.members.size === 0 && !isAwaited(room, channel.id)) closeChannel(room, channel)
  }
}
