import { looksLikeChannel } from '../../protocol/names.ts'
import { numerics } from '../../protocol/numerics.ts'
import { findChannel, findNick, membersOf } from '../channels.ts'
import type { Look } from '../context.ts'
import { matchesGlob } from '../glob.ts'
import { type Channel, type Member, prefixOf, shareChannel } from '../room.ts'

/**
 * WHO [mask [o]]: RFC 2812 §3.6.1. A channel, a nick, or a mask over nick, user, host and realname; with `o` server
 * operators only, of which there are none.
 */
export function who(look: Look): void {
  const mask = look.params[0] ?? '*'
  if (look.params[1] === 'o') return look.reply(numerics.RPL_ENDOFWHO(mask))
  if (looksLikeChannel(mask)) {
    const channel = findChannel(look.room, mask)
    if (channel !== undefined) whoChannel(look, channel)
  } else whoMask(look, mask === '0' ? '*' : mask)
  look.reply(numerics.RPL_ENDOFWHO(mask))
}

function whoChannel(look: Look, channel: Channel): void {
  const inside = channel.members.has(look.me.id)
  for (const member of membersOf(look.room, channel)) {
    if (inside || !member.modes.has('i')) row(look, member, channel)
  }
}

function whoMask(look: Look, mask: string): void {
  const exact = findNick(look.room, mask)
  const members = exact === undefined ? look.room.members.values() : [exact]
  for (const member of members) {
    const hidden = member.modes.has('i') && !shareChannel(look.me, member)
    if (exact === undefined && (hidden || !isMeant(member, mask))) continue
    row(look, member, undefined)
  }
}

function isMeant(member: Member, mask: string): boolean {
  return [member.nick, member.user, member.host, member.realname].some((text) => matchesGlob(mask, text))
}

function row(look: Look, member: Member, channel: Channel | undefined): void {
  const { server } = look.room.facts
  const ranks = channel?.members.get(member.id) ?? 0
  const flags = (member.away === undefined ? 'H' : 'G') + prefixOf(ranks, true)
  const { user, host, nick, realname } = member
  look.reply(numerics.RPL_WHOREPLY(channel?.name ?? '*', user, host, server, nick, flags, realname), {
    ranksAt: 6,
  })
}
