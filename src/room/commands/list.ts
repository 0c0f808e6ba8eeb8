import { numerics } from '../../protocol/numerics.ts'
import { findChannel } from '../channels.ts'
import type { Look } from '../context.ts'

/** LIST [channel{,channel}]: RFC 2812 §3.2.6. */
export function list(look: Look): void {
  const asked = (look.params[0] ?? '').split(',').filter((name) => name !== '')
  const channels =
    asked.length === 0
      ? look.room.channels.values()
      : new Set(asked.flatMap((name) => findChannel(look.room, name) ?? []))
  look.reply(numerics.RPL_LISTSTART())
  for (const { name, members, topic } of channels) {
    look.reply(numerics.RPL_LIST(name, members.size, topic?.text ?? ''))
  }
  look.reply(numerics.RPL_LISTEND())
}
