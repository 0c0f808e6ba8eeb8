import { numerics } from '../../protocol/numerics.ts'
import { findNick } from '../channels.ts'
import type { Look } from '../context.ts'
import { isHere } from '../here.ts'
import { type Member, prefixOf, shareChannel } from '../room.ts'

/**
 * WHOIS [server] nick{,nick}: RFC 2812 §3.6.2. One nick is answered (TARGMAX), and 318 repeats what was asked for
 * (Modern IRC, "RPL_ENDOFWHOIS").
 */
export function whois(look: Look): void {
  const [first = '', second] = look.params
  const asked = second ?? first
  const nick = asked.split(',')[0] ?? ''
  if (nick === '') return look.reply(numerics.ERR_NONICKNAMEGIVEN())
  const member = findNick(look.room, nick)
  // `WHOIS nick nick` asks the server of the nick itself.
  if (second !== undefined && first !== second && !isHere(look.room, first)) {
    look.reply(numerics.ERR_NOSUCHSERVER(first))
  } else if (member === undefined) look.reply(numerics.ERR_NOSUCHNICK(nick))
  else describe(look, member)
  look.reply(numerics.RPL_ENDOFWHOIS(asked))
}

function describe(look: Look, member: Member): void {
  const { facts } = look.room
  look.reply(numerics.RPL_WHOISUSER(member.nick, member.user, member.host, member.realname))
  sendChannels(look, member)
  look.reply(numerics.RPL_WHOISSERVER(member.nick, facts.server, facts.name))
  if (member.away !== undefined) look.reply(numerics.RPL_AWAY(member.nick, member.away))
  const idleSeconds = Math.max(0, Math.floor((look.atMs - member.activeMs) / 1000))
  look.reply(numerics.RPL_WHOISIDLE(member.nick, idleSeconds, Math.floor(member.sinceMs / 1000)))
}

/** The channels; those of an invisible member only to who shares one with it. */
function sendChannels(look: Look, member: Member): void {
  if (member.modes.has('i') && !shareChannel(look.me, member)) return
  const { channels } = look.room
  const words = [...member.channels].flatMap((id) => {
    const channel = channels.get(id)
    return channel === undefined ? [] : prefixOf(channel.members.get(member.id) ?? 0, true) + channel.name
  })
  look.replyWords(numerics.RPL_WHOISCHANNELS(member.nick), words)
}
