import { fold } from '../protocol/casemap.ts'
import type { Act } from './context.ts'
import { moveAway, putAway, takeUp } from './empty.ts'
import type { History } from './history/history.ts'
import { uninvite, uninviteAll } from './invitations.ts'
import { isKeptOp } from './kept-ops.ts'
import { type Channel, type Member, type Room, rank } from './room.ts'
import { isAwaited, leaveSeat, moveSeats, seatIn } from './seats.ts'

/** The channel of this name, in any case. */
export function findChannel(room: Room, name: string): Channel | undefined {
  return room.channels.get(fold(name))
}

/** The member of this nick, in any case. */
export function findNick(room: Room, nick: string): Member | undefined {
  const id = room.nicks.get(fold(nick))
  return id === undefined ? undefined : room.members.get(id)
}

/** The members of a channel, in the order of joining. */
export function membersOf(room: Room, channel: Channel): Member[] {
  const members: Member[] = []
  for (const id of channel.members.keys()) {
    const member = room.members.get(id)
    if (member !== undefined) members.push(member)
  }
  return members
}

function createChannel(
  name: string,
  founder: string | undefined,
  createdMs: number,
  history: History,
): Channel {
  return {
    id: fold(name),
    name,
    topic: undefined,
    flags: new Set(['n', 't']),
    key: undefined,
    limit: undefined,
    lists: { b: new Map(), e: new Map(), I: new Map() },
    invited: new Set(),
    members: new Map(),
    history,
    founder: founder && fold(founder),
    keptOps: new Set(),
    createdMs,
    renamedMs: undefined,
  }
}

/**
 * Puts a member into a channel, making it when there is none; the first is its operator, and whose account is one that
 * was. Both indexes change here.
 */
export function enter(act: Act, name: string): Channel {
  const { room, me, atMs } = act
  const id = fold(name)
  const found = room.channels.get(id)
  const channel = found ?? createChannel(name, me.account, atMs, takeUp(room, id))
  if (found === undefined) room.channels.set(id, channel)
  const isOp = found === undefined || isKeptOp(channel, me)
  channel.members.set(me.id, (seatIn(room, id, me) ?? 0) | (isOp ? rank.op : 0))
  leaveSeat(room, id, me)
  uninvite(channel, me)
  me.channels.add(id)
  act.subscribe(me.id, id)
  return channel
}

/** Gives a channel another name, under which it is found from here on. All indexes change here. */
export function renameChannel(act: Act, channel: Channel, name: string): void {
  const { channels, members } = act.room
  const before = channel.id
  const after = fold(name)
  channel.name = name
  if (after === before) return
  channel.id = after
  channels.delete(before)
  channels.set(after, channel)
  moveAway(act.room, before, after, channel.history)
  moveSeats(act.room, before, after)
  for (const member of membersOf(act.room, channel)) {
    member.channels.delete(before)
    member.channels.add(after)
    act.unsubscribe(member.id, before)
    act.subscribe(member.id, after)
  }
  for (const id of channel.invited) {
    const member = members.get(id)
    member?.invitations.delete(before)
    member?.invitations.add(after)
  }
}

/** Takes a member out; a channel without members is gone. Both indexes change here. */
export function exit(act: Act, channel: Channel, member: Member): void {
  channel.members.delete(member.id)
  member.channels.delete(channel.id)
  act.unsubscribe(member.id, channel.id)
  if (channel.members.size === 0 && !isAwaited(act.room, channel.id)) closeChannel(act.room, channel)
}

/** The last one has left, and nobody is awaited: there is no such channel any more. */
export function closeChannel(room: Room, channel: Channel): void {
  uninviteAll(room, channel)
  room.channels.delete(channel.id)
  putAway(room, channel)
}
