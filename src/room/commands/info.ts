import { numerics } from '../../protocol/numerics.ts'
import { isoTime } from '../../protocol/time.ts'
import type { Look } from '../context.ts'
import { isThisServer } from '../this-server.ts'

/** INFO [server]: RFC 2812 §3.4.10; what this is, and since when. */
export function info(look: Look): void {
  const { facts, openedMs } = look.room
  const asked = look.params[0] ?? facts.server
  if (!isThisServer(look.room, asked)) return look.reply(numerics.ERR_NOSUCHSERVER(asked))
  look.reply(numerics.RPL_INFO(`earshot ${facts.version}: a group chat for whoever is in earshot`))
  look.reply(numerics.RPL_INFO(`Room ${facts.name}, opened ${isoTime(openedMs)}`))
  look.reply(numerics.RPL_ENDOFINFO())
}
