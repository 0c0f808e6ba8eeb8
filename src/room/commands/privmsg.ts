import { numerics } from '../../protocol/numerics.ts'
import type { Act } from '../context.ts'
import { sendText } from './send.ts'

/** PRIVMSG target{,target} text: RFC 2812 §3.3.1. */
export function privmsg(act: Act): void {
  for (const target of sendText(act, (numeric) => act.reply(numeric))) {
    if (target.away !== undefined) act.reply(numerics.RPL_AWAY(target.nick, target.away))
  }
}
