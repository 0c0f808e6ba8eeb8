import { fold } from '../../protocol/casemap.ts'
import { looksLikeChannel } from '../../protocol/names.ts'
import { numerics } from '../../protocol/numerics.ts'
import { findNick } from '../channels.ts'
import type { Act } from '../context.ts'
import { channelMode } from './mode/channel.ts'
import { userMode } from './mode/user.ts'

/** MODE target [changes [arguments]]: RFC 2812 §3.1.5 and §3.2.3. */
export function mode(act: Act): void {
  const target = act.params[0] ?? ''
  if (looksLikeChannel(target)) return channelMode(act, target)
  if (fold(target) === fold(act.me.nick)) return userMode(act)
  if (findNick(act.room, target) === undefined) return act.reply(numerics.ERR_NOSUCHNICK(target))
  act.reply(numerics.ERR_USERSDONTMATCH())
}
