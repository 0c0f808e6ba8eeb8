import { numerics } from '../../protocol/numerics.ts'
import { findNick } from '../channels.ts'
import type { Look } from '../context.ts'
import { fillLines } from '../fill.ts'
import { spaceIn } from '../space.ts'

/** ISON nick...: RFC 2812 §4.9. One line answers, whole nicks of it: clients wait for one (RFC 1459 §5.8). */
export function ison(look: Look): void {
  const asked = look.params.flatMap((param) => param.split(' '))
  const here = asked.flatMap((nick) => findNick(look.room, nick)?.nick ?? [])
  const space = spaceIn(look.room, numerics.RPL_ISON(''), look.me.nick)
  const [line = ''] = fillLines(new Set(here), space)
  look.reply(numerics.RPL_ISON(line))
}
