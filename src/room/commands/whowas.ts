import { numerics } from '../../protocol/numerics.ts'
import { isoTime } from '../../protocol/time.ts'
import type { Look } from '../context.ts'
import { noteLook } from '../rights.ts'
import { isThisServer } from '../this-server.ts'
import { type Past, pastOf } from '../whowas.ts'

/**
 * WHOWAS nick [count [server]]: RFC 2812 §3.6.3, Modern IRC "WHOWAS message". One nick is answered (TARGMAX), the latest
 * first; a count that is not positive asks for all.
 */
export function whowas(look: Look): void {
  const [asked = '', count = '', server] = look.params
  const nick = asked.split(',')[0] ?? ''
  if (nick === '') return look.reply(numerics.ERR_NONICKNAMEGIVEN())
  if (server !== undefined && !isThisServer(look.room, server)) look.reply(numerics.ERR_NOSUCHSERVER(server))
  else {
    const all = pastOf(look.room, nick)
    const most = Number.parseInt(count, 10)
    if (all.length === 0) look.reply(numerics.ERR_WASNOSUCHNICK(nick))
    else if (look.me.modes.has('o')) noteLook(look, nick)
    for (const past of most > 0 ? all.slice(0, most) : all) describe(look, past)
  }
  look.reply(numerics.RPL_ENDOFWHOWAS(asked))
}

function describe(look: Look, { nick, user, host, address, realname, account, atMs }: Past): void {
  look.reply(numerics.RPL_WHOWASUSER(nick, user, host, realname))
  if (look.me.modes.has('o')) look.reply(numerics.RPL_WHOISACTUALLY(nick, address))
  look.reply(numerics.RPL_WHOISSERVER(nick, look.room.facts.server, isoTime(atMs)))
  if (account !== undefined) look.reply(numerics.RPL_WHOISACCOUNT(nick, account))
}
