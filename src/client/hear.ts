import { fold } from '../protocol/casemap.ts'
import type { Message } from '../protocol/message.ts'
import {
  arrived,
  arriving,
  changed,
  channelsOf,
  closed,
  everywhere,
  joined,
  opened,
  parted,
} from './channels.ts'
import { hearText } from './hear-text.ts'
import { type Display, type Model } from './model.ts'
import { type Hear, type Step, andThen, over, send, show, status, step } from './step.ts'
import { withOwnNick } from './own.ts'
import { about, isSelf, nickOf, timeOf } from './reading.ts'
import { confirmedBy, unconfirmed, withoutPending } from './pending.ts'
import { hasPlaceFor } from './resume/tracks.ts'
import { negotiate, welcomed } from './register.ts'
import { supported } from './isupport.ts'
import { hearRedact, hearTagged } from './tag-messages.ts'
import { askAway, hearWhox, measured } from './watching.ts'

/** What each line does to the model. What stands in no row is shown as it is (see `session.ts`). */
export const hears: Readonly<Record<string, Hear>> = {
  PING: (model, { params }) => step(model, send('PONG', params.at(-1) ?? '')),
  PONG: hearPong,
  CAP: negotiate,
  ACK: hearAck,
  '001': welcomed,
  '005': supported,
  PRIVMSG: hearText,
  NOTICE: hearText,
  JOIN: hearJoin,
  PART: (model, message, at) => hearLeave(model, message, at, 'part'),
  KICK: (model, message, at) => hearLeave(model, message, at, 'kick'),
  QUIT: hearQuit,
  NICK: hearNick,
  TOPIC: hearTopic,
  MODE: hearMode,
  AWAY: hearAway,
  SETNAME: (model) => step(model),
  TAGMSG: hearTagged,
  REDACT: hearRedact,
  ERROR: hearError,
  '332': hearTopicIs,
  '353': (model, { params }) => step(arriving(model, params.at(-2) ?? '', params.at(-1) ?? '')),
  '354': hearWhox,
  '366': hearEndOfNames,
  '396': hearHost,
}

function hearJoin(model: Model, message: Message, at: number): Step {
  const channel = message.params[0] ?? ''
  const nick = nickOf(message)
  if (!isSelf(model, nick)) {
    return step(
      joined(model, channel, nick),
      show({ ...about(model, message, at, { type: 'join', text: '' }), channel }),
    )
  }
  if (!hasPlaceFor(model, channel)) return step(model)
  const userHost = message.source?.split('!')[1] ?? model.userHost
  const next = { ...opened(model, channel), ...(userHost === undefined ? {} : { userHost }) }
  const code = model.tracks.get(fold(channel))?.since === undefined ? 'joined' : 'rejoined'
  return step(
    joined(next, channel, nick),
    show({ ...status(timeOf(message, at), code, code), channel, nick, self: true }),
  )
}

function hearEndOfNames(model: Model, { params }: Message, at: number): Step {
  const name = params[1] ?? ''
  const before = model.channels.get(fold(name))
  if (before === undefined) return step(model)
  const next = arrived(model, name)
  const members = [...(next.channels.get(fold(name))?.members.values() ?? [])]
  const text = members.map(({ prefixes, nick }) => `${prefixes}${nick}`).join(' ')
  const told = step(next, show({ ...status(at, 'names', text), channel: before.name }))
  return before.complete ? told : andThen(told, (now) => askAway(now, name))
}

/** RPL_VISIBLEHOST: others see us with this host from now on. At the welcome it is no news: 001 had it. */
function hearHost(model: Model, { params }: Message, at: number): Step {
  const [, host = ''] = params
  const [user = '', known] = model.userHost?.split('@') ?? []
  if (host === known) return step(model)
  const next = user === '' ? model : { ...model, userHost: `${user}@${host}` }
  return step(next, show(status(at, '396', `others see you with the host ${host} now`)))
}

function hearLeave(model: Model, message: Message, at: number, type: 'part' | 'kick'): Step {
  const [channel = '', victim = ''] = message.params
  const kick = type === 'kick'
  const nick = kick ? victim : nickOf(message)
  const self = isSelf(model, nick)
  const text = message.params[kick ? 2 : 1] ?? ''
  const display = { ...about(model, message, at, { type, text }), channel, nick, self }
  const next = self ? closed(model, channel) : parted(model, channel, nick)
  return step(next, show(kick ? { ...display, by: nickOf(message) } : display))
}

/** Said once for each channel that we saw them in. */
function hearQuit(model: Model, message: Message, at: number): Step {
  const nick = nickOf(message)
  const display = about(model, message, at, { type: 'quit', text: quitReason(message.params[0] ?? '') })
  const shown = channelsOf(model, nick).map(({ name }) => show({ ...display, channel: name }))
  return step(
    everywhere(model, nick, () => undefined),
    ...shown,
  )
}

/** Daemons mark what a member said with `Quit: `, also where it said nothing. */
const quitReason = (text: string): string => (/^Quit:? ?$/.test(text) ? '' : text)

function hearNick(model: Model, message: Message, at: number): Step {
  const nick = message.params[0] ?? ''
  const old = nickOf(message)
  const display = about(model, message, at, { type: 'nick', text: nick })
  const channels = channelsOf(model, old)
  const next = everywhere(model, old, (member) => ({ ...member, nick }))
  const shown = channels.map(({ name }) => show({ ...display, channel: name }))
  return step(
    display.self ? { ...next, nick, ownNicks: withOwnNick(next, nick) } : next,
    ...(shown.length === 0 && display.self ? [show(display)] : shown),
  )
}

function hearTopic(model: Model, message: Message, at: number): Step {
  const [channel = '', topic = ''] = message.params
  const next = changed(model, channel, (known) => ({ ...known, topic }))
  return step(next, show({ ...about(model, message, at, { type: 'topic', text: topic }), channel }))
}

/** RPL_TOPIC: what the topic is, told at a join and to who asks. */
function hearTopicIs(model: Model, { params }: Message, at: number): Step {
  const [, channel = '', topic = ''] = params
  const display = { ...status(at, '332', `topic of ${channel}: ${topic}`), channel }
  return step(
    changed(model, channel, (known) => ({ ...known, topic })),
    show(display),
  )
}

/** Ranks change with modes; the daemon is asked for the names rather than that every mode letter is known here. */
function hearMode(model: Model, message: Message, at: number): Step {
  const [target = '', ...modes] = message.params
  const display = about(model, message, at, { type: 'mode', text: modes.join(' ') })
  if (!model.channels.has(fold(target))) return step(model, show(display))
  const ranks = modes.length > 1 ? [send('NAMES', target)] : []
  return step(model, show({ ...display, channel: target }), ...ranks)
}

function hearAway(model: Model, message: Message, at: number): Step {
  const text = message.params[0] ?? ''
  const next = everywhere(model, nickOf(message), (member) => ({ ...member, away: text !== '' }))
  return step(next, show(about(model, message, at, { type: 'away', text })))
}

/** The daemon's last word (RFC 2812 §3.7.4): `Closing link: host (why)`. After our QUIT it is the polite end; before 001 it refuses us. */
function hearError(model: Model, { params }: Message): Step {
  const said = params.at(-1) ?? ''
  const text = /^Closing link: \S* \((.*)\)$/i.exec(said)?.[1] ?? said
  const causes = { leaving: 'quit', registering: 'auth', active: 'closed', over: 'closed' } as const
  return over(model, causes[model.phase], text)
}

/**
 * What we said was taken, and there is no echo of it (IRCv3 labeled-response). Where there are echoes it was not said, or to
 * nobody; where there are none the PONG tells.
 */
function hearAck(model: Model, { tags }: Message, at: number): Step {
  const label = tags?.get('label')
  const pending = label === undefined ? undefined : model.pending.get(label)
  if (label === undefined || pending === undefined || !model.caps.has('echo-message')) return step(model)
  return step(withoutPending(model, label), show(unconfirmed(label, pending, at)))
}

function hearPong(model: Model, message: Message, at: number): Step {
  const pending = confirmedBy(model, message)
  const label = message.params.at(-1) ?? ''
  if (pending === undefined) return step(measured(model, label, at) ?? model)
  const { target: channel, text, kind } = pending
  const display: Display = {
    type: 'message',
    time: at,
    channel,
    nick: model.nick,
    text,
    kind,
    self: true,
    label,
  }
  return step(withoutPending(model, label), show(display))
}
