import type { EventName } from '../ops/events.ts'
import { fromWire } from '../protocol/wire.ts'
import type { Noted } from './outcome.ts'
import type { Member, MemberId } from './room.ts'

type Fields = Readonly<Record<string, string | undefined>>

/** That the log is told of something that the member did; never of words of its own. */
export function noted(me: Member, event: EventName, fields: Fields = {}): Noted {
  return notedOf(me.id, event, { nick: me.nick, ...fields })
}

/** The same of a connection that may be no member. */
export function notedOf(member: MemberId, event: EventName, fields: Fields): Noted {
  return { type: 'noted', member, event, fields: textFields(fields) }
}

/** Wire strings as text, without those that there are not. */
export function textFields(fields: Fields): Record<string, string> {
  const said = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, fromWire(value)] as const],
  )
  return Object.fromEntries(said)
}
