import { numerics } from '../../protocol/numerics.ts'
import { isoTime } from '../../protocol/time.ts'
import type { Look } from '../context.ts'
import { isThisServer } from '../this-server.ts'

/** TIME [server]: RFC 2812 §3.4.6; the room's time, which lines carry as well (server-time). */
export function time(look: Look): void {
  const { server } = look.room.facts
  const asked = look.params[0] ?? server
  if (!isThisServer(look.room, asked)) return look.reply(numerics.ERR_NOSUCHSERVER(asked))
  look.reply(numerics.RPL_TIME(server, Math.floor(look.atMs / 1000), isoTime(look.atMs)))
}
