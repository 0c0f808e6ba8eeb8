import { numerics } from '../../protocol/numerics.ts'
import { exit, findChannel, findNick, isOp } from '../channels.ts'
import type { Act } from '../context.ts'
import { maskOf } from '../room.ts'
import { longestNick, spaceAfter } from '../space.ts'

/** KICK channel nick{,nick} [reason]: RFC 2812 §3.2.8. Without a reason it is the nick of who kicks. */
export function kick(act: Act): void {
  const { room, me, params } = act
  const [name = '', nicks = '', text = ''] = params
  const reason = text === '' ? me.nick : text
  const { limits } = room.facts
  const channel = findChannel(room, name)
  if (channel === undefined) return act.reply(numerics.ERR_NOSUCHCHANNEL(name))
  if (!channel.members.has(me.id)) return act.reply(numerics.ERR_NOTONCHANNEL(channel.name))
  if (!isOp(channel, me)) return act.reply(numerics.ERR_CHANOPRIVSNEEDED(channel.name))
  const space = spaceAfter(room, maskOf(me), 'KICK', channel.name, longestNick(limits))
  if (reason.length > Math.min(limits.kickBytes, space)) return act.reply(numerics.ERR_INPUTTOOLONG())
  const targets = nicks.split(',').filter((nick) => nick !== '')
  if (targets.length === 0) return act.reply(numerics.ERR_NEEDMOREPARAMS('KICK'))
  if (targets.length > limits.targets)
    return act.reply(numerics.ERR_TOOMANYTARGETS(targets[limits.targets] ?? ''))

  for (const nick of targets) {
    const target = findNick(room, nick)
    if (target === undefined) act.reply(numerics.ERR_NOSUCHNICK(nick))
    else if (!channel.members.has(target.id))
      act.reply(numerics.ERR_USERNOTINCHANNEL(target.nick, channel.name))
    // Only after a kick of itself.
    else if (!channel.members.has(me.id)) act.reply(numerics.ERR_NOTONCHANNEL(channel.name))
    else {
      act.say({ command: 'KICK', params: [channel.name, target.nick, reason] }, { channels: [channel.id] })
      exit(act, channel, target)
    }
  }
}
