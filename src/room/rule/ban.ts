import { fold } from '../../protocol/casemap.ts'
import { fromWire } from '../../protocol/wire.ts'
import { enlist, unlist } from '../bans.ts'
import { findChannel } from '../channels.ts'
import type { Act } from '../context.ts'
import { readExtban, readMask } from '../masks.ts'
import { isBarred } from '../barred.ts'
import type { Channel } from '../room.ts'
import type { Rule, Ruled } from './rule.ts'

/** +b or -b of a channel by the server; or, for the whole room, who matches is sent away and let in no more. */
export function ban(act: Act, { mask: text, channel: name, add }: Extract<Rule, { do: 'ban' }>): Ruled {
  const { room } = act
  const mask = readMask(text, room.facts.limits)
  if (mask === undefined) return { refusal: `${fromWire(text)} is no mask, or too long` }
  if (name === undefined) return add ? banFromRoom(act, mask) : allow(act, mask)
  const channel = findChannel(room, name)
  return channel === undefined
    ? { refusal: `there is no channel ${fromWire(name)}` }
    : changeList(act, channel, mask, add)
}

function changeList(act: Act, channel: Channel, mask: string, add: boolean): Ruled {
  const { server: source, limits } = act.room.facts
  const { lists, name } = channel
  if (add && lists.b.size + lists.e.size + lists.I.size >= limits.listModes) return full
  const known = add ? mask : unlist(channel, 'b', mask)
  if (known === undefined) return { refusal: `${fromWire(mask)} is not banned in ${fromWire(name)}` }
  if (add && !enlist(channel, 'b', { mask, by: source, atMs: act.atMs })) return already(mask)
  act.say({ source, command: 'MODE', params: [name, add ? '+b' : '-b', known] }, { channels: [channel.id] })
  return { members: 0 }
}

function banFromRoom(act: Act, mask: string): Ruled {
  const { room } = act
  if (readExtban(mask).kind === 'mute') {
    return { refusal: 'm: silences in a channel; name it' }
  }
  if (room.bans.has(fold(mask))) return already(mask)
  if (room.bans.size >= room.facts.limits.listModes) return full
  room.bans.set(fold(mask), { mask, by: room.facts.server, atMs: act.atMs })
  const gone = [...room.members.values()].filter((member) => isBarred(room, member))
  for (const { id } of gone) act.outcome({ type: 'expelled', member: id, reason: 'Banned' })
  return { members: gone.length }
}

function allow({ room }: Act, mask: string): Ruled {
  return room.bans.delete(fold(mask)) ? { members: 0 } : { refusal: `${fromWire(mask)} is not banned` }
}

const already = (mask: string): Ruled => ({ refusal: `${fromWire(mask)} is banned already` })
const full: Ruled = { refusal: 'the list is full; take a mask from it first' }
