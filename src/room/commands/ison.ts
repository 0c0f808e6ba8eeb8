import { numerics } from '../../protocol/numerics.ts'
import { findNick } from '../channels.ts'
import type { Look } from '../context.ts'

/** ISON nick...: RFC 2812 §4.9. */
export function ison(look: Look): void {
  const asked = look.params.flatMap((param) => param.split(' '))
  const here = asked.flatMap((nick) => findNick(look.room, nick)?.nick ?? [])
  look.reply(numerics.RPL_ISON([...new Set(here)]))
}
