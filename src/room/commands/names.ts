import { numerics } from '../../protocol/numerics.ts'
import { findChannel, membersOf } from '../channels.ts'
import type { Look } from '../context.ts'
import { fillLines } from '../fill.ts'
import { type Channel, prefixOf } from '../room.ts'
import { spaceAfter } from '../space.ts'

/** NAMES channel{,channel}: RFC 2812 §3.2.5. Without one: nobody is listed, as servers do today (Modern IRC). */
export function names(look: Look): void {
  const asked = (look.params[0] ?? '').split(',').filter((name) => name !== '')
  if (asked.length === 0) return look.reply(numerics.RPL_ENDOFNAMES('*'))
  const { targets } = look.room.facts.limits
  if (asked.length > targets) return look.reply(numerics.ERR_TOOMANYTARGETS(asked[targets] ?? ''))
  for (const name of asked) {
    const channel = findChannel(look.room, name)
    if (channel === undefined) look.reply(numerics.RPL_ENDOFNAMES(name))
    else sendNames(look, channel)
  }
}

/** As many 353 as the names need, each within a line, and 366. All prefixes stand; delivery leaves the highest where that is asked. */
export function sendNames(look: Look, channel: Channel): void {
  const { me, room } = look
  const inside = channel.members.has(me.id)
  const space = spaceAfter(room, room.facts.server, '353', me.nick, '=', channel.name)
  const shown = membersOf(room, channel).filter((member) => inside || !member.modes.has('i'))
  const words = shown.map((member) => prefixOf(channel.members.get(member.id) ?? 0, true) + member.nick)
  for (const line of fillLines(words, space)) look.reply(numerics.RPL_NAMREPLY('=', channel.name, line))
  look.reply(numerics.RPL_ENDOFNAMES(channel.name))
}
