import { fold } from '../../protocol/casemap.ts'
import { numerics } from '../../protocol/numerics.ts'
import { findChannel, findNick, isOp } from '../channels.ts'
import type { Act } from '../context.ts'
import { type Channel, type ChannelFlag, rank } from '../room.ts'
import { type Change, readChanges } from './changes.ts'
import { type MadeChange, sayModes } from './mode-lines.ts'

const ranks: ReadonlyMap<string, number> = new Map([
  ['o', rank.op],
  ['v', rank.voice],
])

/** MODE of a channel: flags n and t, ranks o and v (RFC 2811 §4). What has no parameter where it needs one is ignored. */
export function channelMode(act: Act, name: string): void {
  const { room, me, params } = act
  const channel = findChannel(room, name)
  if (channel === undefined) return act.reply(numerics.ERR_NOSUCHCHANNEL(name))
  const [, text, ...rest] = params
  if (text === undefined) return showModes(act, channel)
  // Nobody is banned here. Clients ask at each join, and irssi waits for this line.
  if (/^\+?b$/.test(text) && rest.length === 0) return act.reply(numerics.RPL_ENDOFBANLIST(channel.name))
  if (!isOp(channel, me)) return act.reply(numerics.ERR_CHANOPRIVSNEEDED(channel.name))

  const { modeChanges } = room.facts.limits
  const args = rest.slice(0, modeChanges)
  const made = new Map<string, MadeChange>()
  const unknown = new Set<string>()
  for (const change of readChanges(text)) {
    const bit = ranks.get(change.letter)
    if (bit !== undefined) {
      const nick = args.shift()
      if (nick !== undefined) note(made, change, changeRank(act, channel, nick, bit, change.add))
    } else if (isFlag(change.letter)) note(made, change, changeFlag(channel, change.letter, change.add))
    else if (unknown.size < modeChanges) unknown.add(change.letter)
  }
  for (const letter of unknown) act.reply(numerics.ERR_UNKNOWNMODE(letter))
  sayModes(act, channel, [...made.values()])
}

function showModes(act: Act, channel: Channel): void {
  act.reply(numerics.RPL_CHANNELMODEIS(channel.name, `+${[...channel.flags].sort().join('')}`))
  act.reply(numerics.RPL_CREATIONTIME(channel.name, Math.floor(channel.createdMs / 1000)))
}

/** Of two changes that undo each other nobody is told; `arg` is undefined where nothing changed. */
function note(made: Map<string, MadeChange>, change: Change, arg: string | undefined): void {
  if (arg === undefined) return
  const key = `${change.letter} ${fold(arg)}`
  if (!made.delete(key)) made.set(key, { ...change, arg })
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

/** Empty, since a flag has no parameter, or undefined when nothing changed. */
function changeFlag({ flags }: Channel, flag: ChannelFlag, add: boolean): string | undefined {
  if (add === flags.has(flag)) return undefined
  if (add) flags.add(flag)
  else flags.delete(flag)
  return ''
}

function isFlag(letter: string): letter is ChannelFlag {
  return letter === 'n' || letter === 't'
}
