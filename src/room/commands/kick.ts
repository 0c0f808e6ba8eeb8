import { fold } from '../../protocol/casemap.ts'
import { numerics } from '../../protocol/numerics.ts'
import { exit, findNick } from '../channels.ts'
import type { Act } from '../context.ts'
import { type Right, noteUse, refuseUse, rightIn } from '../rights.ts'
import { type Channel } from '../room.ts'
import { maskOf } from '../mask-of.ts'
import { findVisible } from '../sight.ts'
import { type Measured, longestNick, spaceAfter } from '../space.ts'

/**
 * KICK channel nick{,nick} [reason], or as many channels as nicks: RFC 2812 §3.2.8. Without a reason it is the nick of
 * who kicks. What is told has one channel and one nick each, as older clients need it.
 */
export function kick(act: Act): void {
  const [names = '', list = '', text = ''] = act.params
  const channels = names.split(',').filter((name) => name !== '')
  const nicks = list.split(',').filter((nick) => nick !== '')
  if (nicks.length === 0 || (channels.length !== 1 && channels.length !== nicks.length)) {
    return act.reply(numerics.ERR_NEEDMOREPARAMS('KICK'))
  }
  const { targets } = act.room.facts.limits
  if (nicks.length > targets) return act.reply(numerics.ERR_TOOMANYTARGETS(nicks[targets] ?? ''))

  const reason = text === '' ? act.me.nick : text
  for (const { name, nicks: there } of pair(channels, nicks)) kickFrom(act, name, there, reason)
}

/** Who is to leave which channel; each channel once, so that what is wrong with it is said once. */
function pair(
  channels: readonly string[],
  nicks: readonly string[],
): Iterable<{ name: string; nicks: string[] }> {
  const pairs = new Map<string, { name: string; nicks: string[] }>()
  for (const [i, nick] of nicks.entries()) {
    const name = channels[i] ?? channels[0] ?? ''
    const known = pairs.get(fold(name))
    if (known === undefined) pairs.set(fold(name), { name, nicks: [nick] })
    else known.nicks.push(nick)
  }
  return pairs.values()
}

function kickFrom(act: Act, name: string, nicks: readonly string[], reason: string): void {
  const { room, me } = act
  const channel = findVisible(act, name)
  if (channel === undefined) return act.reply(numerics.ERR_NOSUCHCHANNEL(name))
  if (!channel.members.has(me.id)) return act.reply(numerics.ERR_NOTONCHANNEL(channel.name))
  const right = rightIn(channel, me)
  if (right === undefined) return refuseUse(act, channel)
  if (reason.length > longestReason(room, maskOf(me), channel.name))
    return act.reply(numerics.ERR_INPUTTOOLONG())
  for (const nick of nicks) kickOne(act, channel, right, nick, reason)
}

/** How many bytes the reason of a KICK from this source may have, whoever is kicked. */
export function longestReason(room: Measured, source: string, name: string): number {
  const { limits } = room.facts
  return Math.min(limits.kickBytes, spaceAfter(room, source, 'KICK', name, longestNick(limits)))
}

function kickOne(act: Act, channel: Channel, right: Right, nick: string, reason: string): void {
  const target = findNick(act.room, nick)
  if (target === undefined) return act.reply(numerics.ERR_NOSUCHNICK(nick))
  if (!channel.members.has(target.id)) {
    return act.reply(numerics.ERR_USERNOTINCHANNEL(target.nick, channel.name))
  }
  // Only after a kick of itself.
  if (!channel.members.has(act.me.id)) return act.reply(numerics.ERR_NOTONCHANNEL(channel.name))
  act.say({ command: 'KICK', params: [channel.name, target.nick, reason] }, { channels: [channel.id] })
  noteUse(act, right, channel, { target: target.nick })
  exit(act, channel, target)
}
