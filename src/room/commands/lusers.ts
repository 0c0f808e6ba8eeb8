import { type Numeric, numerics } from '../../protocol/numerics.ts'
import type { Look } from '../context.ts'
import { isThisServer } from '../this-server.ts'
import type { Aside } from '../aside.ts'

/** LUSERS [mask [server]]: RFC 2812 §3.4.2. Who is no member yet is the connection's to know, so it runs there. */
export function lusers(aside: Aside): void {
  const { room, params, around } = aside
  const asked = params[1] ?? room.facts.server
  if (!isThisServer(room, asked)) return aside.reply(numerics.ERR_NOSUCHSERVER(asked))
  sendCounts(aside, around.strangers())
}

/** 251 to 266; also part of the welcome. What is none may be left out (Modern IRC, "LUSERS message"). */
export function sendCounts(to: Pick<Look, 'room' | 'reply'>, strangers: number): void {
  const { members, channels, peak, modeCounts } = to.room
  const reply = (numeric: Numeric): void => to.reply(numeric)
  reply(numerics.RPL_LUSERCLIENT(members.size - modeCounts.i, modeCounts.i, 1))
  reply(numerics.RPL_LUSEROP(modeCounts.o))
  if (strangers > 0) reply(numerics.RPL_LUSERUNKNOWN(strangers))
  reply(numerics.RPL_LUSERCHANNELS(channels.size))
  reply(numerics.RPL_LUSERME(members.size, 0))
  reply(numerics.RPL_LOCALUSERS(members.size, peak))
  reply(numerics.RPL_GLOBALUSERS(members.size, peak))
}
