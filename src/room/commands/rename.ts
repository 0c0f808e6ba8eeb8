import { fold } from '../../protocol/casemap.ts'
import { isChannelName } from '../../protocol/names.ts'
import { numerics } from '../../protocol/numerics.ts'
import { findChannel, membersOf, renameChannel } from '../channels.ts'
import type { Act } from '../context.ts'
import { joinLine } from '../join-line.ts'
import { markRead, readAt } from '../read-markers.ts'
import { noteUse, refuseUse, rightIn } from '../rights.ts'
import { type Channel, type Room } from '../room.ts'
import { maskOf } from '../mask-of.ts'
import { findVisible } from '../sight.ts'
import { spaceAfter } from '../space.ts'
import { tellMarker } from './markread.ts'
import { namesFor, sendNames } from './names.ts'
import { longestShownTopic, sendTopic } from './topic.ts'

/** RENAME channel name [reason]: IRCv3 draft/channel-rename. All that the channel has stays as it is. */
export function rename(act: Act): void {
  const { room, me, params } = act
  const [asked = '', name = '', reason = ''] = params
  const { limits } = room.facts
  const channel = findVisible(act, asked)
  if (channel === undefined) return act.reply(numerics.ERR_NOSUCHCHANNEL(asked))
  if (!channel.members.has(me.id)) return act.reply(numerics.ERR_NOTONCHANNEL(channel.name))
  const right = rightIn(channel, me)
  if (right === undefined) return refuseUse(act, channel)
  if (!isChannelName(name, limits)) return act.reply(numerics.ERR_BADCHANMASK(name, limits.channelBytes))
  const names = [channel.name, name]
  const holder = findChannel(room, name)
  if (holder !== undefined && holder !== channel)
    return act.fail('CHANNEL_NAME_IN_USE', names, 'There is a channel of that name')
  if (name === channel.name) return act.fail('CANNOT_RENAME', names, 'That is its name')
  const isAnother = fold(name) !== channel.id
  if (isAnother && wasRenamedRecently(act, channel))
    return act.fail('CANNOT_RENAME', names, 'This channel was renamed recently')
  if ((channel.topic?.text.length ?? 0) > longestShownTopic(act, name))
    return act.fail('CANNOT_RENAME', names, 'Its topic is too long beside that name')
  if (reason.length > longestReason(act, channel, name)) return act.reply(numerics.ERR_INPUTTOOLONG())

  act.say({ command: 'RENAME', params: [...names, reason] }, { channels: [channel.id] })
  noteUse(act, right, channel, { target: name })
  if (isAnother) sayParts(act, channel, reason)
  keepMarkers(room, channel, name)
  renameChannel(act, channel, name)
  if (!isAnother) return
  channel.renamedMs = act.atMs
  sayJoins(act, channel)
}

/** Each member who does not understand it is told the names of all ("Security Considerations"). */
function wasRenamedRecently({ room, atMs }: Act, { renamedMs, members }: Channel): boolean {
  const restMs = Math.floor((members.size ** 2 * 1000) / room.facts.limits.renameNamesPerSecond)
  return renamedMs !== undefined && atMs - renamedMs < restMs
}

/** Who is inside has read as far in it under the new name. */
function keepMarkers(room: Room, channel: Channel, name: string): void {
  for (const member of membersOf(room, channel)) {
    const readMs = readAt(room, member, channel.name)
    if (readMs !== undefined) markRead(room, member, name, readMs)
  }
}

/** It is told in one RENAME to some, and to each of the others in a PART of its own. */
function longestReason({ room, me }: Act, channel: Channel, name: string): number {
  let space = Math.min(
    room.facts.limits.kickBytes,
    spaceAfter(room, maskOf(me), 'RENAME', channel.name, name),
  )
  for (const member of membersOf(room, channel)) {
    space = Math.min(space, spaceAfter(room, maskOf(member), 'PART', channel.name))
  }
  return space
}

/** For who does not understand RENAME it is as if each left, and then came into the new one ("Fallback"). */
const instead = 'draft/channel-rename'

function sayParts(act: Act, channel: Channel, reason: string): void {
  const params = reason === '' ? [channel.name] : [channel.name, reason]
  for (const member of membersOf(act.room, channel)) {
    act.as(member).say({ command: 'PART', params, unless: [instead] }, { also: [member.id] })
  }
}

function sayJoins(act: Act, channel: Channel): void {
  // All of them are inside and see the same; each with a list of its own would be as many lists as there are members.
  const names = namesFor(act, channel)
  for (const member of membersOf(act.room, channel)) {
    const other = act.as(member)
    other.say({ ...joinLine(act.room, channel, member), unless: [instead] }, { also: [member.id] })
    sendTopic(other, channel, { unless: [instead] })
    tellMarker(other, member, channel.name, { unless: [instead] })
    sendNames(other, channel, { unless: [instead, 'no-implicit-names'] }, names)
  }
}
