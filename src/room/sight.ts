import { findChannel } from './channels.ts'
import type { Look } from './context.ts'
import { type Channel, type Member, shareChannel } from './room.ts'

/** Who is told of what. Room operators are told of everything: somebody has to see what is wrong. */

/** Whether the channel is there for this member (Modern IRC, "Secret Channel Mode"). */
export function seesChannel(me: Member, channel: Channel): boolean {
  return !channel.flags.has('s') || channel.members.has(me.id) || me.modes.has('o')
}

/** The channel of this name, if it is there for who asks. */
export function findVisible({ room, me }: Pick<Look, 'room' | 'me'>, name: string): Channel | undefined {
  const channel = findChannel(room, name)
  return channel !== undefined && seesChannel(me, channel) ? channel : undefined
}

/** Whether a search may show this member (Modern IRC, "Invisible User Mode"). */
export function seesMember(me: Member, member: Member): boolean {
  return !member.modes.has('i') || me.modes.has('o') || shareChannel(me, member)
}

/**
 * Whether this member may be shown to be in this channel: the invisible only to who is inside (Modern IRC, "NAMES message"),
 * whatever asks, so that WHO and WHOIS tell nothing that NAMES keeps.
 */
export function seesInside(me: Member, channel: Channel, member: Member): boolean {
  return !member.modes.has('i') || channel.members.has(me.id) || me.modes.has('o')
}

/** Whether the address that the member came from may be told: to itself and to room operators. */
export function seesAddress(me: Member, member: Member): boolean {
  return me === member || me.modes.has('o')
}
