import { numerics } from '../../protocol/numerics.ts'
import { findNick } from '../channels.ts'
import type { Look } from '../context.ts'
import { noteLook } from '../rights.ts'
import { isThisServer } from '../this-server.ts'
import { type Member, prefixOf } from '../room.ts'
import { seesAddress, seesChannel, seesInside } from '../sight.ts'
import { writeUserModes } from '../user-modes.ts'
import { idleSeconds } from './about.ts'

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
  if (second !== undefined && first !== second && !isThisServer(look.room, first)) {
    look.reply(numerics.ERR_NOSUCHSERVER(first))
  } else if (member === undefined) look.reply(numerics.ERR_NOSUCHNICK(nick))
  else describe(look, member)
  look.reply(numerics.RPL_ENDOFWHOIS(asked))
}

function describe(look: Look, member: Member): void {
  const { facts } = look.room
  const { nick, user, host, realname, address, modes, tls, account, away } = member
  look.reply(numerics.RPL_WHOISUSER(nick, user, host, realname))
  if (seesAddress(look.me, member)) {
    look.reply(numerics.RPL_WHOISACTUALLY(nick, address))
    look.reply(numerics.RPL_WHOISMODES(nick, writeUserModes(member)))
    if (look.me !== member) noteLook(look, nick)
  }
  if (tls?.certificate !== undefined && seesAddress(look.me, member))
    look.reply(numerics.RPL_WHOISCERTFP(nick, tls.certificate))
  look.replyWords(numerics.RPL_WHOISCHANNELS(nick), channelsOf(look, member))
  look.reply(numerics.RPL_WHOISSERVER(nick, facts.server, facts.name))
  if (modes.has('o')) look.reply(numerics.RPL_WHOISOPERATOR(nick))
  if (tls !== undefined) look.reply(numerics.RPL_WHOISSECURE(nick))
  if (modes.has('B')) look.reply(numerics.RPL_WHOISBOT(nick))
  if (account !== undefined) look.reply(numerics.RPL_WHOISACCOUNT(nick, account))
  if (away !== undefined) look.reply(numerics.RPL_AWAY(nick, away))
  look.reply(numerics.RPL_WHOISIDLE(nick, idleSeconds(look, member), Math.floor(member.sinceMs / 1000)))
}

/** Channels with ranks: no secret ones that one is not in, and of the invisible none that one is not in. */
function channelsOf({ room, me }: Look, member: Member): string[] {
  return [...member.channels].flatMap((id) => {
    const channel = room.channels.get(id)
    if (channel === undefined || !seesChannel(me, channel) || !seesInside(me, channel, member)) return []
    return prefixOf(channel.members.get(member.id) ?? 0) + channel.name
  })
}
