import { numerics } from '../../protocol/numerics.ts'
import type { Act, Look, ReplyForm } from '../context.ts'
import { noteUse, refuseUse, rightIn } from '../rights.ts'
import { type Channel } from '../room.ts'
import { maskOf } from '../mask-of.ts'
import { findVisible } from '../sight.ts'
import { type Measured, longestNick, spaceAfter, spaceIn } from '../space.ts'

/** TOPIC channel [topic]: RFC 2812 §3.2.4. */
export function topic(act: Act): void {
  const { me, params, atMs } = act
  const [name = '', text] = params
  const channel = findVisible(act, name)
  if (channel === undefined) return act.reply(numerics.ERR_NOSUCHCHANNEL(name))
  if (text === undefined) {
    return channel.topic === undefined
      ? act.reply(numerics.RPL_NOTOPIC(channel.name))
      : sendTopic(act, channel)
  }
  if (!channel.members.has(me.id)) return act.reply(numerics.ERR_NOTONCHANNEL(channel.name))
  const isGuarded = channel.flags.has('t')
  const right = rightIn(channel, me)
  if (isGuarded && right === undefined) return refuseUse(act, channel)
  if (text.length > longestTopic(act.room, maskOf(me), channel.name))
    return act.reply(numerics.ERR_INPUTTOOLONG())
  channel.topic = text === '' ? undefined : { text, by: maskOf(me), atMs }
  act.say({ command: 'TOPIC', params: [channel.name, text] }, { channels: [channel.id] })
  if (isGuarded && right !== undefined) noteUse(act, right, channel)
}

/** How many bytes a topic may have that is relayed from this source now, and told by 332 to whoever joins later. */
export function longestTopic(room: Measured, source: string, name: string): number {
  const asTopic = spaceAfter(room, source, 'TOPIC', name)
  return Math.min(room.facts.limits.topicBytes, asTopic, longestShownTopic({ room }, name))
}

/** How many bytes of a topic 332 has room for in a channel of this name, whoever it is told to. */
export function longestShownTopic({ room }: { room: Measured }, name: string): number {
  const { limits } = room.facts
  return spaceIn(room, numerics.RPL_TOPIC(name, ''), longestNick(limits))
}

/** 332 and 333 of a channel that has a topic. */
export function sendTopic(look: Look, { name, topic }: Channel, form?: ReplyForm): void {
  if (topic === undefined) return
  look.reply(numerics.RPL_TOPIC(name, topic.text), form)
  look.reply(numerics.RPL_TOPICWHOTIME(name, topic.by, Math.floor(topic.atMs / 1000)), form)
}
