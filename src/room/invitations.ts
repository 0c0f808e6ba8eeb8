import type { Channel, Member, Room } from './room.ts'

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
