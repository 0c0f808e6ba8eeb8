import { numerics } from '../../protocol/numerics.ts'
import { findNick } from '../channels.ts'
import type { Look } from '../context.ts'
import { fillLines } from '../fill.ts'
import { spaceIn } from '../space.ts'

/** How many nicks one USERHOST may ask for (RFC 2812 §4.8). */
const mostNicks = 5

/**
 * USERHOST nick...: RFC 2812 §4.8, Modern IRC "RPL_USERHOST": an asterisk after the nick of a room operator. Usually one
 * line; five of the longest need more.
 */
export function userhost(look: Look): void {
  const asked = look.params.flatMap((param) => param.split(' ')).slice(0, mostNicks)
  const replies = asked.flatMap((nick) => {
    const member = findNick(look.room, nick)
    if (member === undefined) return []
    return `${member.nick}${member.modes.has('o') ? '*' : ''}=${member.away === undefined ? '+' : '-'}${member.user}@${member.host}`
  })
  const space = spaceIn(look.room, numerics.RPL_USERHOST(''), look.me.nick)
  const lines = fillLines(new Set(replies), space)
  for (const line of lines.length === 0 ? [''] : lines) look.reply(numerics.RPL_USERHOST(line))
}
