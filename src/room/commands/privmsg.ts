import { numerics } from '../../protocol/numerics.ts'
import type { Act } from '../context.ts'
import { answering, sendText } from './send.ts'

/** PRIVMSG target{,target} text: RFC 2812 §3.3.1. */
export function privmsg(act: Act): void {
  for (const target of sendText(act, answering(act))) {
    if (target.away !== undefined) act.reply(numerics.RPL_AWAY(target.nick, target.away))
  }
}
