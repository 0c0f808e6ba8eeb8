import type { Channel, Member, Room } from './room.ts'

/**
 * The member may come into the channel, once. The latest invitations are kept, so many of one member and of one
 * channel. Both indexes change here.
 */
export function invite({ members, channels, facts }: Room, channel: Channel, member: Member): void {
  const most = facts.limits.invitations
  uninvite(channel, member)
  channel.invited.add(member.id)
  member.invitations.add(channel.id)
  const [first] = channel.invited
  const oldest = channel.invited.size > most && first !== undefined ? members.get(first) : undefined
  if (oldest !== undefined) uninvite(channel, oldest)
  const [id] = member.invitations
  const longest = member.invitations.size > most && id !== undefined ? channels.get(id) : undefined
  if (longest !== undefined) uninvite(longest, member)
}

/** An invitation ends: the member has come, or is gone. Both indexes change here. */
export function uninvite(channel: Channel, member: Member): void {
  channel.invited.delete(member.id)
  member.invitations.delete(channel.id)
}

/** Nobody is invited any more: the channel is gone. */
export function uninviteAll({ members }: Room, channel: Channel): void {
  for (const id of channel.invited) members.get(id)?.invitations.delete(channel.id)
  channel.invited.clear()
}
