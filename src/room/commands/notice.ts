import type { Act } from '../context.ts'
import { sendText } from './send.ts'

/** NOTICE target{,target} text: as PRIVMSG, but never answered, so that two robots cannot answer each other (RFC 2812 §3.3.2). */
export function notice(act: Act): void {
  sendText(act, { numeric: () => {}, fail: () => {} })
}
