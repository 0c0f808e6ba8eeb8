import { fold } from '../protocol/casemap.ts'
import type { Message } from '../protocol/message.ts'
import type { Model } from './model.ts'
import { nickOf } from './reading.ts'

/** As many nicks as somebody goes through while a message is not confirmed. */
const mostNicks = 16

/** The nicks that we had, with this one. */
export function withOwnNick({ ownNicks }: Model, nick: string): Model['ownNicks'] {
  return [...ownNicks.filter((one) => one !== fold(nick)), fold(nick)].slice(-mostNicks)
}

/** Whether we may have said this once, perhaps on an earlier connection: by the nick, and the user where both are known. */
export function mayBeOurs({ ownNicks, userHost }: Model, message: Message): boolean {
  const user = userOf(message.source?.split('!')[1])
  const own = userOf(userHost)
  const isUser = user === undefined || own === undefined || user === own
  return isUser && ownNicks.includes(fold(nickOf(message)))
}

const userOf = (userHost: string | undefined): string | undefined => userHost?.split('@')[0]
