import { numerics } from '../../protocol/numerics.ts'
import type { Look } from '../context.ts'
import { seesChannel } from '../sight.ts'
import { readSearch } from './elist.ts'

/**
 * LIST [channel or condition{,channel or condition}] [condition{,condition}]: RFC 2812 §3.2.6, Modern IRC "LIST
 * message" and "ELIST". Secret channels are shown to their members and to room operators.
 */
export function list(look: Look): void {
  const { room, me, atMs } = look
  const words = look.params.slice(0, 2).flatMap((param) => param.split(',').filter((word) => word !== ''))
  const { named, conditions, targets } = readSearch(room, words)
  const { targets: most } = room.facts.limits
  if (targets.length > most) return look.reply(numerics.ERR_TOOMANYTARGETS(targets[most] ?? ''))
  look.reply(numerics.RPL_LISTSTART())
  for (const channel of named ?? room.channels.values()) {
    if (!seesChannel(me, channel) || !conditions.every((holds) => holds(channel, atMs))) continue
    look.reply(numerics.RPL_LIST(channel.name, channel.members.size, channel.topic?.text ?? ''))
  }
  look.reply(numerics.RPL_LISTEND())
}
