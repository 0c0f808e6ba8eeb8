import { numerics } from '../../protocol/numerics.ts'
import { findChannel, findNick, isOp } from '../channels.ts'
import type { Act } from '../context.ts'
import { type Channel, type ChannelFlag, rank } from '../room.ts'
import { type Change, readChanges, writeChanges } from './changes.ts'

const ranks: ReadonlyMap<string, number> = new Map([
  ['o', rank.op],
  ['v', rank.voice],
])

/** MODE of a channel: flags n and t, ranks o and v (RFC 2811 §4). */
export function channelMode(act: Act, name: string): void {
  const { room, me, params } = act
  const channel = findChannel(room, name)
  if (channel === undefined) return act.reply(numerics.ERR_NOSUCHCHANNEL(name))
  if (params.length < 2) return showModes(act, channel)
  if (!isOp(channel, me)) return act.reply(numerics.ERR_CHANOPRIVSNEEDED(channel.name))

  const made: Change[] = []
  const madeArgs: string[] = []
  const args = params.slice(2)
  for (const change of readChanges(params[1] ?? '')) {
    const bit = ranks.get(change.letter)
    if (bit !== undefined) {
      const nick = args.shift()
      if (nick === undefined || madeArgs.length >= room.facts.limits.modeChanges) continue
      const changed = changeRank(act, channel, nick, bit, change.add)
      if (changed === undefined) continue
      made.push(change)
      madeArgs.push(changed)
    } else if (isFlag(change.letter)) {
      if (change.add === channel.flags.has(change.letter)) continue
      if (change.add) channel.flags.add(change.letter)
      else channel.flags.delete(change.letter)
      made.push(change)
    } else act.reply(numerics.ERR_UNKNOWNMODE(change.letter))
  }
  if (made.length === 0) return
  act.say(
    { command: 'MODE', params: [channel.name, writeChanges(made), ...madeArgs] },
    { channels: [channel.key] },
  )
}

function showModes(act: Act, channel: Channel): void {
  act.reply(numerics.RPL_CHANNELMODEIS(channel.name, `+${[...channel.flags].sort().join('')}`))
  act.reply(numerics.RPL_CREATIONTIME(channel.name, Math.floor(channel.createdMs / 1000)))
}

/** The nick whose rank changed, or undefined when nothing did. */
function changeRank(act: Act, channel: Channel, nick: string, bit: number, add: boolean): string | undefined {
  const target = findNick(act.room, nick)
  const before = target === undefined ? undefined : channel.members.get(target.id)
  if (target === undefined) act.reply(numerics.ERR_NOSUCHNICK(nick))
  else if (before === undefined) act.reply(numerics.ERR_USERNOTINCHANNEL(target.nick, channel.name))
  if (target === undefined || before === undefined) return undefined
  const after = add ? before | bit : before & ~bit
  channel.members.set(target.id, after)
  return after === before ? undefined : target.nick
}

function isFlag(letter: string): letter is ChannelFlag {
  return letter === 'n' || letter === 't'
}
