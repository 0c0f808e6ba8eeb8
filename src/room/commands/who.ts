import { looksLikeChannel } from '../../protocol/names.ts'
import { numerics } from '../../protocol/numerics.ts'
import { findChannel, findNick, membersOf } from '../channels.ts'
import type { Look } from '../context.ts'
import { globOf } from '../glob.ts'
import { noteLook } from '../rights.ts'
import { type Channel, type Member } from '../room.ts'
import { maskOf } from '../mask-of.ts'
import { seesAddress, seesChannel, seesInside, seesMember } from '../sight.ts'
import { flagsOf } from './about.ts'
import { readFields, sendFields } from './whox.ts'

/**
 * WHO [mask [o][%fields[,token]]]: RFC 2812 §3.6.1, Modern IRC "WHO message", WHOX. A channel, a nick, or a mask over
 * all that is told of a member; with `o` room operators only.
 */
export function who(look: Look): void {
  const mask = look.params[0] ?? '*'
  const options = look.params[1] ?? ''
  const percent = options.indexOf('%')
  const flags = percent === -1 ? options : options.slice(0, percent)
  const fields = percent === -1 ? undefined : readFields(options.slice(percent + 1))
  const channel = looksLikeChannel(mask) ? findChannel(look.room, mask) : undefined
  const { whoMatches } = look.room.facts.limits
  const members = meant(look, mask, channel).filter(({ modes }) => !flags.includes('o') || modes.has('o'))
  for (const member of members.slice(0, whoMatches)) {
    if (fields === undefined) sendRow(look, member, channel)
    else sendFields(look, member, channel, fields)
  }
  const isSearch = !looksLikeChannel(mask) && findNick(look.room, mask) === undefined
  if (look.me.modes.has('o') && (isSearch || fields?.letters.has('i') === true)) noteLook(look)
  if (members.length > whoMatches) look.reply(numerics.ERR_TOOMANYMATCHES('WHO', mask))
  look.reply(numerics.RPL_ENDOFWHO(mask))
}

/** Whom a mask means. Who knows a nick may ask for it; all else shows only who is to be seen. */
function meant({ room, me }: Look, mask: string, channel: Channel | undefined): Member[] {
  if (channel !== undefined) {
    if (!seesChannel(me, channel)) return []
    return membersOf(room, channel).filter((member) => seesInside(me, channel, member))
  }
  if (looksLikeChannel(mask)) return []
  const exact = findNick(room, mask)
  if (exact !== undefined) return [exact]
  const all = [...room.members.values()].filter((member) => seesMember(me, member))
  const fits = globOf(mask, room.facts.limits)
  if (mask === '0' || fits(room.facts.server)) return all
  const isWhole = /[!@]/.test(mask)
  return all.filter((member) => {
    const { nick, user, host, realname, account = '', address } = member
    if ([nick, user, host, realname].some(fits) || (account !== '' && fits(account))) return true
    return (isWhole && fits(maskOf(member))) || (seesAddress(me, member) && fits(address))
  })
}

function sendRow(look: Look, member: Member, channel: Channel | undefined): void {
  const { server } = look.room.facts
  const { user, host, nick, realname } = member
  const flags = flagsOf(member, channel)
  const row = numerics.RPL_WHOREPLY(channel?.name ?? '*', user, host, server, nick, flags, realname)
  look.reply(row, { ranksAt: 6 })
}
