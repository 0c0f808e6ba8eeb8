import { fromWire } from '../../protocol/wire.ts'
import { exit, findChannel, findNick } from '../channels.ts'
import { longestReason } from '../commands/kick.ts'
import type { Act } from '../context.ts'
import { expel, fitsKill } from '../expel.ts'
import type { Member } from '../room.ts'
import type { Rule, Ruled } from './rule.ts'

/** KICK from a channel (RFC 2812 §3.2.8), or KILL from the room (§3.7.1), by the server. */
export function kick(act: Act, { nick, channel: name, reason }: Extract<Rule, { do: 'kick' }>): Ruled {
  const target = findNick(act.room, nick)
  if (target === undefined) return { refusal: `nobody is called ${fromWire(nick)}` }
  return name === undefined ? kickOut(act, target, reason) : kickFrom(act, target, name, reason)
}

function kickOut(act: Act, target: Member, reason: string): Ruled {
  const { server } = act.room.facts
  const killer = { name: server, source: server }
  if (!fitsKill(act.room, killer, target, reason)) return tooLong
  expel(act, killer, target, reason)
  return { members: 1 }
}

function kickFrom(act: Act, target: Member, name: string, reason: string): Ruled {
  const { room } = act
  const { server } = room.facts
  const channel = findChannel(room, name)
  if (channel === undefined) return { refusal: `there is no channel ${fromWire(name)}` }
  if (!channel.members.has(target.id)) {
    return { refusal: `${fromWire(target.nick)} is not in ${fromWire(channel.name)}` }
  }
  if (reason.length > longestReason(room, server, channel.name)) return tooLong
  act.say(
    { source: server, command: 'KICK', params: [channel.name, target.nick, reason] },
    { channels: [channel.id] },
  )
  exit(act, channel, target)
  return { members: 1 }
}

const tooLong: Ruled = { refusal: 'the reason is too long for one line' }
