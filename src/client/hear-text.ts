import { fold } from '../protocol/casemap.ts'
import type { Message } from '../protocol/message.ts'
import { type Display, type Kind, type Model } from './model.ts'
import { type Step, show, step } from './step.ts'
import { nonceTag } from '../protocol/client-tags.ts'
import { about, isSelf, nickOf, timeOf } from './reading.ts'
import { passed } from './resume/shown.ts'
import { mayBeOurs } from './own.ts'
import { answeredBy } from './tag-messages.ts'
import { nonceLabel, pendingLabel, unconfirmed, withoutPending } from './pending.ts'

/** PRIVMSG and NOTICE: said by others, or our own words come back, which confirms them. */
export function hearText(model: Model, message: Message, at: number): Step {
  const [target = ''] = message.params
  // What a server says before we have a name is addressed to `*`.
  if (!message.source?.includes('!') && !isChannel(target) && kindOf(message) !== undefined)
    return step(model, show(notice(model, message, at)))
  const self = isSelf(model, nickOf(message))
  const named = nonceLabel(model, message)
  if (!self && !mayBeOurs(model, message)) return hearOthers(model, message, at, named)
  const label = named ?? (self ? pendingLabel(model, message, target) : undefined)
  // To ourselves we are sent both the echo and the message; the labeled one is shown (IRCv3 labeled-response).
  if (self && isSelf(model, target) && label === undefined) return step(model)
  const display = textDisplay(model, message, at, label)
  const next = withoutPending(model, label)
  return display === undefined ? step(passed(next, message)) : step(next, show(display))
}

/**
 * What somebody else says is theirs, whatever nonce it has. Where the room has it in the place of one of ours, it will
 * not say ours, and that is told.
 * @param label of the message of ours that has this nonce
 */
function hearOthers(model: Model, message: Message, at: number, label: string | undefined): Step {
  const display = textDisplay(model, message, at, undefined)
  const pending = label === undefined ? undefined : model.pending.get(label)
  const unsaid = label === undefined || pending === undefined ? [] : [show(unconfirmed(label, pending, at))]
  const next = withoutPending(model, label)
  return display === undefined ? step(passed(next, message), ...unsaid) : step(next, show(display), ...unsaid)
}

/** A line of history: where it is one of ours that was not confirmed, it is now. */
export function pastText(model: Model, message: Message, at: number): [Model, Display | undefined] {
  if (message.command !== 'PRIVMSG' && message.command !== 'NOTICE') return [model, undefined]
  const label = mayBeOurs(model, message) ? nonceLabel(model, message) : undefined
  const display = textDisplay(model, message, at, label)
  return [withoutPending(model, label), display && { ...display, via: 'history' }]
}

/** @param label of the message of ours that this one is */
function textDisplay(
  model: Model,
  message: Message,
  at: number,
  label: string | undefined,
): Display | undefined {
  const [target = '', body = ''] = message.params
  const nick = nickOf(message)
  const kind = kindOf(message)
  if (kind === undefined) return undefined
  const display = about(model, message, at, {
    type: 'message',
    text: kind === 'action' ? body.slice(8).replace(/\x01$/, '') : body,
  })
  const self = display.self || label !== undefined
  const ranks = /^[~&@%+]*(?=#)/.exec(target)?.[0] ?? ''
  const nonce = message.tags?.get(nonceTag)
  const answers = answeredBy(message.tags)
  return {
    ...display,
    self,
    channel: isSelf(model, target) && !self ? nick : (known(model, target) ?? target),
    kind,
    ...(label === undefined ? {} : { label }),
    ...(ranks === '' ? {} : { ranks }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(answers === undefined ? {} : { about: answers }),
  }
}

/** Undefined for CTCP requests other than ACTION: a chat needs no answers to them (modern.ircdocs.horse/ctcp). */
function kindOf({ command, params: [, body = ''] }: Message): Kind | undefined {
  if (body.startsWith('\x01ACTION ')) return 'action'
  if (body.startsWith('\x01')) return undefined
  return command === 'NOTICE' ? 'notice' : 'message'
}

function notice(model: Model, message: Message, at: number): Display {
  const text = message.params.at(-1) ?? ''
  return {
    type: 'status',
    time: timeOf(message, at),
    code: 'notice',
    nick: nickOf(message) || model.nick,
    text,
    self: false,
  }
}

const isChannel = (target: string): boolean => /^[~&@%+]*#/.test(target)

/** The channel as we know its name; a message to its operators only belongs there too (STATUSMSG). */
function known(model: Model, target: string): string | undefined {
  return model.channels.get(fold(target.replace(/^[~&@%+]+/, '')))?.name
}
