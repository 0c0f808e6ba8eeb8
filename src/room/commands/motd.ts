import { numerics } from '../../protocol/numerics.ts'
import type { Look } from '../context.ts'
import { isThisServer } from '../this-server.ts'

/** MOTD [server]: RFC 2812 §3.4.1; also part of the welcome. */
export function motd(look: Look): void {
  const { server } = look.room.facts
  const { motd: lines } = look.room.config
  const asked = look.message.command === 'MOTD' ? look.params[0] : undefined
  if (asked !== undefined && !isThisServer(look.room, asked))
    return look.reply(numerics.ERR_NOSUCHSERVER(asked))
  if (lines.length === 0) return look.reply(numerics.ERR_NOMOTD())
  look.reply(numerics.RPL_MOTDSTART(server))
  for (const line of lines) look.reply(numerics.RPL_MOTD(line))
  look.reply(numerics.RPL_ENDOFMOTD())
}
