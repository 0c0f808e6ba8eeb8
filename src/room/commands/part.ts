import { numerics } from '../../protocol/numerics.ts'
import { cutWire } from '../../protocol/wire.ts'
import { exit } from '../channels.ts'
import type { Act } from '../context.ts'
import { type Channel } from '../room.ts'
import { maskOf } from '../mask-of.ts'
import { findVisible } from '../sight.ts'
import { spaceAfter } from '../space.ts'

/** PART channel{,channel} [reason]: RFC 2812 §3.2.2. A reason over its bound is cut: nobody can be kept in. */
export function part(act: Act): void {
  const reason = cutWire(act.params[1] ?? '', act.room.facts.limits.quitBytes)
  const names = (act.params[0] ?? '').split(',').filter((name) => name !== '')
  if (names.length === 0) return act.reply(numerics.ERR_NEEDMOREPARAMS('PART'))
  for (const name of names) {
    const channel = findVisible(act, name)
    if (channel === undefined) act.reply(numerics.ERR_NOSUCHCHANNEL(name))
    else if (!channel.members.has(act.me.id)) act.reply(numerics.ERR_NOTONCHANNEL(channel.name))
    else partOne(act, channel, reason)
  }
}

/** JOIN 0. */
export function partAll(act: Act): void {
  for (const id of act.me.channels) {
    const channel = act.room.channels.get(id)
    if (channel !== undefined) partOne(act, channel, '')
  }
}

function partOne(act: Act, channel: Channel, reason: string): void {
  const text = cutWire(reason, spaceAfter(act.room, maskOf(act.me), 'PART', channel.name))
  const params = text === '' ? [channel.name] : [channel.name, text]
  act.say({ command: 'PART', params }, { channels: [channel.id] })
  exit(act, channel, act.me)
}
