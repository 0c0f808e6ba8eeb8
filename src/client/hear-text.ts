import { fold } from '../protocol/casemap.ts'
import type { Message } from '../protocol/message.ts'
import { about, isSelf, nickOf, timeOf } from './reading.ts'
import { type Display, type Kind, type Model, type Step, show, step } from './model.ts'
import { pendingLabel, withoutPending } from './pending.ts'

/** PRIVMSG and NOTICE: said by others, or our own words come back, which confirms them. */
export function hearText(model: Model, message: Message, at: number): Step {
  const [target = '', body = ''] = message.params
  const nick = nickOf(message)
  const kind = kindOf(message.command, body)
  if (kind === undefined) return step(model)
  const self = isSelf(model, nick)
  const toUs = isSelf(model, target)
  const label = self ? pendingLabel(model, message, target) : undefined
  // To ourselves we are sent both the echo and the message; the labeled one is shown (IRCv3 labeled-response).
  if (self && toUs && label === undefined) return step(model)
  // What a server says before we have a name is addressed to `*`.
  if (!message.source?.includes('!') && !isChannel(target))
    return step(model, show(notice(model, message, at)))
  const text = kind === 'action' ? body.slice(8).replace(/\x01$/, '') : body
  const display: Display = {
    ...about(model, message, at, { type: 'message', text }),
    channel: toUs && !self ? nick : (known(model, target) ?? target),
    kind,
    ...(label === undefined ? {} : { label }),
  }
  return step(withoutPending(model, label), show(display))
}

/** Undefined for CTCP requests other than ACTION: a chat needs no answers to them (modern.ircdocs.horse/ctcp). */
function kindOf(command: string, body: string): Kind | undefined {
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
