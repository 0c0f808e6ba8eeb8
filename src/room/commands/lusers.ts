import { numerics } from '../../protocol/numerics.ts'
import type { Look } from '../context.ts'

/** LUSERS: RFC 2812 §3.4.2; also part of the welcome. */
export function lusers(look: Look): void {
  const { members, channels, peak, modeCounts } = look.room
  look.reply(numerics.RPL_LUSERCLIENT(members.size - modeCounts.i, modeCounts.i, 1))
  look.reply(numerics.RPL_LUSEROP(modeCounts.o))
  look.reply(numerics.RPL_LUSERCHANNELS(channels.size))
  look.reply(numerics.RPL_LUSERME(members.size, 0))
  look.reply(numerics.RPL_LOCALUSERS(members.size, peak))
  look.reply(numerics.RPL_GLOBALUSERS(members.size, peak))
}
