import type { Look } from '../context.ts'
import { type Channel, type Member, prefixOf } from '../room.ts'

/** What several questions about people have in common. */

/**
 * The flags of WHO: here or gone, room operator, ranks in the channel, bot (Modern IRC, "RPL_WHOREPLY"; IRCv3
 * bot-mode, "The WHO bot flag").
 */
export function flagsOf(member: Member, channel: Channel | undefined): string {
  const presence = member.away === undefined ? 'H' : 'G'
  const operator = member.modes.has('o') ? '*' : ''
  const ranks = prefixOf(channel?.members.get(member.id) ?? 0)
  return `${presence}${operator}${ranks}${member.modes.has('B') ? 'B' : ''}`
}

/** How long ago the member last sent a message. */
export function idleSeconds({ atMs }: Look, { activeMs }: Member): number {
  return Math.max(0, Math.floor((atMs - activeMs) / 1000))
}
