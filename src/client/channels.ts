import { fold } from '../protocol/casemap.ts'
import type { Channel, Member, Model } from './model.ts'

/** Who is where: the parts of a step that change only the channels of a model. Time grows with one channel's size. */

/** Our own join: the channel begins anew, also where we thought that we were in it. */
export function opened(model: Model, name: string): Model {
  const channel: Channel = { name, topic: '', members: new Map(), arriving: [], complete: false }
  return withChannels(model, (channels) => channels.set(fold(name), channel))
}

/** We left it, or were made to. */
export function closed(model: Model, name: string): Model {
  return withChannels(model, (channels) => channels.delete(fold(name)))
}

/** The channel changed; nothing happens where we are not in it. */
export function changed(model: Model, name: string, change: (channel: Channel) => Channel): Model {
  const channel = model.channels.get(fold(name))
  if (channel === undefined) return model
  return withChannels(model, (channels) => channels.set(fold(name), change(channel)))
}

/** The model with this member in the channel; ourselves: with the channel. */
export function joined(model: Model, name: string, nick: string): Model {
  return changed(model, name, (channel) => withMember(channel, { nick, prefixes: '', away: false }))
}

/** The model without this member in the channel; ourselves: without the channel. */
export function parted(model: Model, name: string, nick: string): Model {
  return changed(model, name, (channel) => withoutMember(channel, nick))
}

/** The channels that somebody is in, as far as we see. */
export function channelsOf(model: Model, nick: string): Channel[] {
  return [...model.channels.values()].filter((channel) => channel.members.has(fold(nick)))
}

/** The same change to a member everywhere; undefined takes them out. */
export function everywhere(
  model: Model,
  nick: string,
  change: (member: Member) => Member | undefined,
): Model {
  let next = model
  for (const channel of channelsOf(model, nick)) {
    const member = channel.members.get(fold(nick))
    const changedTo = member && change(member)
    const without = withoutMember(channel, nick)
    next = changed(next, channel.name, () => (changedTo ? withMember(without, changedTo) : without))
  }
  return next
}

/** Names of a NAMES answer, each with the marks of its ranks in front (multi-prefix). */
export function arriving(model: Model, name: string, names: string): Model {
  const members = names.split(' ').filter(Boolean).map(readMember)
  return changed(model, name, (channel) => ({ ...channel, arriving: [...channel.arriving, ...members] }))
}

/** The answer has ended: it is the truth now. */
export function arrived(model: Model, name: string): Model {
  return changed(model, name, ({ arriving, members, ...channel }) => ({
    ...channel,
    members: new Map(
      arriving.map((m) => [fold(m.nick), { ...m, away: members.get(fold(m.nick))?.away ?? false }]),
    ),
    arriving: [],
    complete: true,
  }))
}

function readMember(name: string): Member {
  const nick = name.replace(/^[~&@%+]+/, '')
  return { nick, prefixes: name.slice(0, name.length - nick.length), away: false }
}

function withMember(channel: Channel, member: Member): Channel {
  return { ...channel, members: new Map(channel.members).set(fold(member.nick), member) }
}

function withoutMember(channel: Channel, nick: string): Channel {
  const members = new Map(channel.members)
  members.delete(fold(nick))
  return { ...channel, members }
}

function withChannels(model: Model, change: (channels: Map<string, Channel>) => unknown): Model {
  const channels = new Map(model.channels)
  change(channels)
  return { ...model, channels }
}
