import { fold } from '../protocol/casemap.ts'
import type { Message } from '../protocol/message.ts'
import type { Display, Model } from './model.ts'

/** Who sent it: the nick of its source. */
export const nickOf = ({ source = '' }: Message): string => source.split('!')[0] ?? ''

export const isSelf = (model: Model, nick: string): boolean => fold(nick) === fold(model.nick)

/** When it happened (IRCv3 server-time), or now. */
export function timeOf({ tags }: Message, at: number): number {
  const time = Date.parse(tags?.get('time') ?? '')
  return Number.isNaN(time) ? at : time
}

/** What every display of a relayed line says. */
export function about(
  model: Model,
  message: Message,
  at: number,
  rest: Pick<Display, 'type' | 'text'>,
): Display {
  const nick = nickOf(message)
  const id = message.tags?.get('msgid')
  return {
    time: timeOf(message, at),
    nick,
    self: isSelf(model, nick),
    ...(id === undefined ? {} : { id }),
    ...rest,
  }
}
