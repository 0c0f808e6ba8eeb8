import { cutBytes } from '../protocol/utf8.ts'
import type { CapName } from '../protocol/caps.ts'
import { fold } from '../protocol/casemap.ts'
import type { Message } from '../protocol/message.ts'
import { limitOf } from './limits.ts'
import { boundsHere } from './multiline.ts'
import { carried } from './resume/carried.ts'
import { withOwnNick } from './own.ts'
import { settled, waitingFor } from './resume/doubt.ts'
import { nothingRecent } from './resume/recent.ts'
import { beginLogin } from './sasl/exchange.ts'
import { type Access, anonymous } from './sasl/login.ts'
import { wishFor } from './sasl/nick.ts'
import { awayTrack } from './resume/tracks.ts'
import { type Model, type Wish } from './model.ts'
import { type Hear, type Step, over, send, show, status, step, andThen } from './step.ts'

/** How many `_` are tried before we give up: where anything else will do, fewer, and then the wished suffixes. */
const underscores = 5
const underscoresFirst = 2

/** What we use of what is offered. */
const wantedCaps: readonly CapName[] = [
  'message-tags',
  'server-time',
  'echo-message',
  'batch',
  'labeled-response',
  'standard-replies',
  'multi-prefix',
  'setname',
  'away-notify',
  'draft/chathistory',
  'draft/multiline',
  'draft/message-redaction',
]
/** With what only who logs in asks for. A server that grants more is not heeded. */
const askedCaps: ReadonlySet<string> = new Set<CapName>([...wantedCaps, 'sasl'])

/**
 * The model before the first line, and what opens the conversation.
 * @param earlier where an earlier connection stopped: what it knew is gone on from
 */
export function start(wish: Wish, at: number, earlier?: Model, access: Access = anonymous): Step {
  const nicked = wishFor(wish, access)
  const model: Model = {
    wish: nicked,
    access,
    exchange: access.login === undefined ? undefined : { awaits: 'capability' },
    phase: 'registering',
    nick: nicked.nick,
    ownNicks: [],
    nickTries: 0,
    offered: new Map(),
    caps: new Set(),
    isupport: new Map(),
    channels: new Map(),
    pending: new Map(),
    sent: 0,
    batches: new Map(),
    welcomed: false,
    tracks: new Map(),
    recent: nothingRecent,
    keys: new Map(),
    earlier: new Map(),
    heardAt: at,
    ...(earlier === undefined ? {} : carried(earlier, at)),
  }
  return step(
    model,
    // RFC 2812 §3.1.1: before all else.
    ...(wish.password === undefined ? [] : [send('PASS', wish.password)]),
    send('CAP', 'LS', '302'),
    send('NICK', model.nick),
    send('USER', wish.user, '0', '*', wish.realname),
  )
}

/** CAP in all its forms (IRCv3 capability-negotiation). `LS` and `NEW` are answered by REQ, the answer by END. */
export function negotiate(model: Model, { params }: Message): Step {
  const [, verb, ...rest] = params
  const names = (rest.at(-1) ?? '').split(' ').filter(Boolean)
  switch (verb?.toUpperCase()) {
    case 'LS': {
      const offered = new Map([...model.offered, ...names.map(withValue)])
      const next = { ...model, offered }
      // A list in several lines has a star before each but the last.
      return rest.length > 1 && rest[0] === '*' ? step(next) : request(next)
    }
    case 'NEW':
      return request({ ...model, offered: new Map([...model.offered, ...names.map(withValue)]) })
    case 'ACK':
      return ended(holding({ ...model, caps: acknowledged(model.caps, names) }))
    case 'NAK':
      return ended(model)
    case 'DEL':
      return step(
        holding({
          ...model,
          offered: new Map([...model.offered].filter(([name]) => !names.includes(name))),
          caps: new Set([...model.caps].filter((name) => !names.includes(name))),
        }),
      )
    default:
      return step(model)
  }
}

/**
 * What refuses us while we register; afterwards these are errors like any other. What is another's now may be free with
 * a `_`: in use, collision, held back (RFC 2812 §5.2). What is no nick at all would be none with a `_` either.
 */
export const refusals: Readonly<Record<string, Hear>> = {
  '431': nickRefused,
  '432': nickRefused,
  '433': nickTaken,
  '436': nickTaken,
  '437': nickTaken,
  '464': barred,
  '465': barred,
}

/** The next nick is tried, and it is said. */
function nickTaken(model: Model, message: Message, at: number): Step {
  const tries = model.nickTries + 1
  const suffix = suffixes(model)[tries - 1]
  if (suffix === undefined) return nickRefused(model, message)
  const next = cutBytes(model.wish.nick, limitOf(model, 'NICKLEN') - suffix.length) + suffix
  const said = status(at, 'nick', `${model.nick}: ${nickReason(message)}; trying ${next}`)
  return step({ ...model, nick: next, nickTries: tries }, send('NICK', next), show(said))
}

function nickRefused(model: Model, message: Message): Step {
  const text = `the nick ${model.wish.nick} was refused (${nickReason(message)})`
  return over(model, 'nick', text, message.command)
}

/** A password is wrong or missing, or we are banned. */
function barred(model: Model, message: Message): Step {
  return over(model, 'auth', reasonOf(message), message.command)
}

/** A nick of an account may be ours. */
function nickReason(message: Message): string {
  const reason = reasonOf(message)
  return /^nickname is registered/i.test(reason)
    ? 'it is the nick of an account; if that is yours: earshot login'
    : reason
}

const reasonOf = ({ params }: Message): string => params.at(-1) ?? ''

/** What is appended to the nick, in this order. */
function suffixes({ wish: { suffixes: wished = [] } }: Model): string[] {
  const lines = Array.from({ length: underscores }, (_, i) => '_'.repeat(i + 1))
  return wished.length === 0 ? lines : [...lines.slice(0, underscoresFirst), ...wished]
}

/** 001: we are a member, under the nick that it names. */
export function welcomed(model: Model, { params }: Message, at: number): Step {
  const nick = params[0] ?? model.nick
  // RFC 2812 §5.1: the text ends with our full mask.
  const userHost = /!(\S+@\S+)$/.exec(params.at(-1) ?? '')?.[1]
  const next: Model = {
    ...model,
    phase: 'active',
    nick,
    ownNicks: withOwnNick(model, nick),
    lostNick:
      model.lostNick === undefined || fold(model.lostNick) === fold(nick) ? undefined : model.lostNick,
    welcomed: true,
    tracks: model.welcomed ? model.tracks : wishedTracks(model, at),
    ...(userHost === undefined ? {} : { userHost }),
  }
  const joins = [...next.tracks].map(([key, { name }]) => {
    const channelKey = next.keys.get(key)
    return send('JOIN', name, ...(channelKey === undefined ? [] : [channelKey]))
  })
  const said = { ...status(at, 'registered', params.at(-1) ?? ''), nick, self: true }
  return andThen(step(next, show(said), ...joins), (now) => saidElsewhere(now, at))
}

const wishedTracks = ({ wish }: Model, at: number): Model['tracks'] =>
  new Map(wish.channels.map((name) => [fold(name), awayTrack(name, at)]))

/** What is waited with for a channel is settled when we are in; nothing else is to be waited for. */
function saidElsewhere(model: Model, at: number): Step {
  let next = step(model)
  for (const target of waitingFor(model)) {
    if (!model.tracks.has(fold(target))) next = andThen(next, (now) => settled(now, target, false, at))
  }
  return next
}

function request(model: Model): Step {
  const wanted = model.exchange === undefined ? wantedCaps : [...wantedCaps, 'sasl' as const]
  const names = wanted.filter((name) => model.offered.has(name) && !model.caps.has(name))
  return names.length > 0 ? step(model, send('CAP', 'REQ', names.join(' '))) : ended(model)
}

/** With what follows from the capabilities that we hold. */
const holding = (model: Model): Model => ({ ...model, lastBounds: boundsHere(model) })

function ended(model: Model): Step {
  if (model.phase !== 'registering') return step(model)
  return beginLogin(model) ?? step(model, send('CAP', 'END'))
}

function acknowledged(caps: ReadonlySet<string>, names: readonly string[]): Set<string> {
  const next = new Set(caps)
  for (const name of names) {
    if (name.startsWith('-')) next.delete(name.slice(1))
    else if (askedCaps.has(name)) next.add(name)
  }
  return next
}

/** `name` or `name=value` (capability-negotiation, "Capability Values"). */
function withValue(offer: string): [name: string, value: string] {
  const [name = '', ...value] = offer.split('=')
  return [name, value.join('=')]
}
