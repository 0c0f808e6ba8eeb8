import { isChannelName } from '../../protocol/names.ts'
import { numerics } from '../../protocol/numerics.ts'
import { enter, findChannel } from '../channels.ts'
import type { Act } from '../context.ts'
import { joinLine } from '../join-line.ts'
import { sendNames } from './names.ts'
import { partAll } from './part.ts'
import { sendTopic } from './topic.ts'

/** JOIN channel{,channel} [key{,key}], JOIN 0: RFC 2812 §3.2.1. No channel has a key, so none is looked at. */
export function join(act: Act): void {
  const names = (act.params[0] ?? '').split(',')
  if (names.length === 1 && names[0] === '0') return partAll(act)
  if (names.every((name) => name === '')) return act.reply(numerics.ERR_NEEDMOREPARAMS('JOIN'))
  for (const name of names) if (name !== '') joinOne(act, name)
}

function joinOne(act: Act, name: string): void {
  const { room, me } = act
  const { limits } = room.facts
  if (!isChannelName(name, limits)) return act.reply(numerics.ERR_BADCHANMASK(name, limits.channelBytes))
  const found = findChannel(room, name)
  if (found?.members.has(me.id) === true) return
  if (me.channels.size >= limits.channelsPerMember) return act.reply(numerics.ERR_TOOMANYCHANNELS(name))
  if (found === undefined && room.channels.size >= limits.channels)
    return act.reply(numerics.ERR_NOSUCHCHANNEL(name))

  const channel = enter(act, name)
  act.say(joinLine(room, channel, me), { channels: [channel.id] })
  if (me.away !== undefined) {
    act.say({ command: 'AWAY', params: [me.away] }, { channels: [channel.id], except: [me.id] })
  }
  if (channel.topic !== undefined) sendTopic(act, channel)
  sendNames(act, channel, { unless: 'no-implicit-names' })
}
