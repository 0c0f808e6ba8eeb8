import { fromWire } from '../../protocol/wire.ts'
import { findChannel } from '../channels.ts'
import type { Act } from '../context.ts'
import { longestNick, spaceAfter } from '../space.ts'
import type { Rule, Ruled } from './rule.ts'

/**
 * A NOTICE of the server: in a channel it is remembered as what members say is; to every member it is of the moment.
 */
export function say(act: Act, { text, channel: name }: Extract<Rule, { do: 'say' }>): Ruled {
  const { room } = act
  const { server: source, limits } = room.facts
  const command = 'NOTICE'
  const channel = name === undefined ? undefined : findChannel(room, name)
  if (name !== undefined && channel === undefined) return { refusal: `there is no channel ${fromWire(name)}` }
  if (text.length > spaceAfter(room, source, command, channel?.name ?? longestNick(limits))) {
    return { refusal: 'the text is too long for one line' }
  }
  if (channel !== undefined) {
    act.say({ source, command, params: [channel.name, text] }, { channels: [channel.id] })
    return { members: channel.members.size }
  }
  for (const { id: to, nick } of room.members.values()) {
    act.outcome({
      type: 'replied',
      to,
      line: { source, command, params: [nick, text], atMs: act.atMs, nick },
    })
  }
  return { members: room.members.size }
}
