import { numerics } from '../../protocol/numerics.ts'
import { findNick } from '../channels.ts'
import type { Look } from '../context.ts'

/** How many nicks one USERHOST may ask for (RFC 2812 §4.8). */
const mostNicks = 5

/** USERHOST nick...: RFC 2812 §4.8. */
export function userhost(look: Look): void {
  const asked = look.params.flatMap((param) => param.split(' ')).slice(0, mostNicks)
  const replies = asked.flatMap((nick) => {
    const member = findNick(look.room, nick)
    if (member === undefined) return []
    return `${member.nick}=${member.away === undefined ? '+' : '-'}${member.user}@${member.host}`
  })
  look.reply(numerics.RPL_USERHOST(replies))
}
