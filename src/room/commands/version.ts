import { isupport } from '../../protocol/isupport.ts'
import { numerics } from '../../protocol/numerics.ts'
import type { Look } from '../context.ts'
import { longestTexts } from '../longest-texts.ts'
import { isThisServer } from '../this-server.ts'

/** VERSION [server]: RFC 2812 §3.4.3, and 005 again (Modern IRC, "VERSION message"). */
export function version(look: Look): void {
  const { server, version } = look.room.facts
  const asked = look.params[0]
  if (asked !== undefined && !isThisServer(look.room, asked))
    return look.reply(numerics.ERR_NOSUCHSERVER(asked))
  look.reply(numerics.RPL_VERSION(`earshot-${version}`, server, 'IRC with IRCv3, messages in memory'))
  sendIsupport(look)
}

/** Every 005 line of this room. */
export function sendIsupport(look: Look): void {
  const { name, boot, limits } = look.room.facts
  const longest = longestTexts(look.room)
  for (const tokens of isupport({ network: name, boot, limits, longest }))
    look.reply(numerics.RPL_ISUPPORT(tokens))
}
