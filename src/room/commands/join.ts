import { isChannelName } from '../../protocol/names.ts'
import { type Numeric, numerics } from '../../protocol/numerics.ts'
import { isBanned, isInvitedByMask } from '../bans.ts'
import { enter, findChannel } from '../channels.ts'
import type { Act } from '../context.ts'
import { joinLine } from '../join-line.ts'
import { replay } from '../history/replay.ts'
import { isKeptOp, sayKeptOp } from '../kept-ops.ts'
import { noted } from '../noted.ts'
import { type Channel, type Member, rank } from '../room.ts'
import { seatIn } from '../seats.ts'
import { tellMarker } from './markread.ts'
import { sendNames } from './names.ts'
import { partAll } from './part.ts'
import { sendTopic } from './topic.ts'

/** JOIN channel{,channel} [key{,key}], JOIN 0: RFC 2812 §3.2.1. The first key is for the first channel, and so on. */
export function join(act: Act): void {
  const names = (act.params[0] ?? '').split(',')
  const keys = (act.params[1] ?? '').split(',')
  if (names.length === 1 && names[0] === '0') return partAll(act)
  if (names.every((name) => name === '')) return act.reply(numerics.ERR_NEEDMOREPARAMS('JOIN'))
  for (const [i, name] of names.entries()) if (name !== '') joinOne(act, name, keys[i] ?? '')
}

function joinOne(act: Act, name: string, key: string): void {
  const { room, me } = act
  const { limits } = room.facts
  if (!isChannelName(name, limits)) return act.reply(numerics.ERR_BADCHANMASK(name, limits.channelBytes))
  const found = findChannel(room, name)
  if (found?.members.has(me.id) === true) return
  if (me.channels.size >= limits.channelsPerMember) return act.reply(numerics.ERR_TOOMANYCHANNELS(name))
  if (found === undefined && room.channels.size >= limits.channels)
    return act.reply(numerics.ERR_NOSUCHCHANNEL(name))
  const ranks = found && seatIn(room, found.id, me)
  const refusal = ranks === undefined ? found && refuseEntry(found, me, key) : undefined
  if (refusal !== undefined) return act.reply(refusal)

  const channel = enter(act, name)
  if (found === undefined) {
    act.outcome(noted(me, 'chanop.granted', { account: me.account, channel: channel.name, why: 'founder' }))
  }
  act.say(joinLine(room, channel, me), { channels: [channel.id] })
  if (channel.members.size > 1) sayKeptOp(act, channel, me)
  if (ranks !== undefined) saySeat(act, channel, ranks)
  if (me.away !== undefined) {
    act.say({ command: 'AWAY', params: [me.away] }, { channels: [channel.id], except: [me.id] })
  }
  if (channel.topic !== undefined) sendTopic(act, channel)
  tellMarker(act, me, channel.name)
  sendNames(act, channel, { unless: ['no-implicit-names'] })
  replay(act, channel)
}

/** Who came back before is told which ranks it has still, as is the log; of an operator by its account they were told. */
function saySeat(act: Act, channel: Channel, ranks: number): void {
  const { me, room } = act
  const left = isKeptOp(channel, me) ? ranks & ~rank.op : ranks
  const letters = `${(left & rank.op) === 0 ? '' : 'o'}${(left & rank.voice) === 0 ? '' : 'v'}`
  if (letters === '') return
  if (letters.includes('o')) {
    act.outcome(noted(me, 'chanop.granted', { account: me.account, channel: channel.name, why: 'restart' }))
  }
  if (channel.members.size === 1) return
  const params = [channel.name, `+${letters}`, ...Array.from(letters, () => me.nick)]
  act.say({ source: room.facts.server, command: 'MODE', params }, { channels: [channel.id] })
}

/**
 * Why the member may not enter, if so, in the order of Modern IRC's "JOIN message": key, ban, limit, +i. An invitation
 * of an operator lets in past all four, once, as ergo and InspIRCd do; a mask of I only past +i. Operators of the room
 * are asked like others: they can change the modes.
 */
function refuseEntry(channel: Channel, me: Member, key: string): Numeric | undefined {
  const { name, limit, flags, invited, members } = channel
  if (invited.has(me.id)) return undefined
  if (channel.key !== undefined && key !== channel.key) return numerics.ERR_BADCHANNELKEY(name)
  if (isBanned(channel, me)) return numerics.ERR_BANNEDFROMCHAN(name)
  if (limit !== undefined && members.size >= limit) return numerics.ERR_CHANNELISFULL(name)
  const needsInvitation = flags.has('i') && !isInvitedByMask(channel, me)
  return needsInvitation ? numerics.ERR_INVITEONLYCHAN(name) : undefined
}
