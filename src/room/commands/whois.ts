import { numerics } from '../../protocol/numerics.ts'
import { findNick } from '../channels.ts'
import type { Look } from '../context.ts'
import { fillLines } from '../fill.ts'
import { type Member, prefixOf, shareChannel } from '../room.ts'

/** WHOIS [server] nick: RFC 2812 §3.6.2. */
export function whois(look: Look): void {
  const nick = (look.params[1] ?? look.params[0] ?? '').split(',')[0] ?? ''
  if (nick === '') return look.reply(numerics.ERR_NONICKNAMEGIVEN())
  const member = findNick(look.room, nick)
  if (member === undefined) {
    look.reply(numerics.ERR_NOSUCHNICK(nick))
    return look.reply(numerics.RPL_ENDOFWHOIS(nick))
  }
  const { facts } = look.room
  look.reply(numerics.RPL_WHOISUSER(member.nick, member.user, member.host, member.realname))
  sendChannels(look, member)
  look.reply(numerics.RPL_WHOISSERVER(member.nick, facts.server, facts.name))
  if (member.away !== undefined) look.reply(numerics.RPL_AWAY(member.nick, member.away))
  const idleSeconds = Math.max(0, Math.floor((look.atMs - member.activeMs) / 1000))
  look.reply(numerics.RPL_WHOISIDLE(member.nick, idleSeconds, Math.floor(member.sinceMs / 1000)))
  look.reply(numerics.RPL_ENDOFWHOIS(member.nick))
}

/** As many 319 as the channels need; those of an invisible member only to who shares one with it. */
function sendChannels(look: Look, member: Member): void {
  if (member.invisible && !shareChannel(look.me, member)) return
  const { facts, channels } = look.room
  const frame = `:${facts.server} 319 ${look.me.nick} ${member.nick} :`.length
  const space = facts.limits.lineBytes - 2 - frame
  const words = [...member.channels].flatMap((key) => {
    const channel = channels.get(key)
    return channel === undefined ? [] : prefixOf(channel.members.get(member.id) ?? 0, true) + channel.name
  })
  for (const line of fillLines(words, space)) look.reply(numerics.RPL_WHOISCHANNELS(member.nick, line))
}
