import type { EventName } from '../ops/events.ts'
import { fromWire } from '../protocol/wire.ts'
import type { Outcome } from './outcome.ts'
import type { Member } from './room.ts'

/** That the log is told of something that the member did; never of words of its own. */
export function noted(me: Member, event: EventName, fields: Readonly<Record<string, string>> = {}): Outcome {
  const all = Object.entries({ nick: me.nick, ...fields }).map(([key, value]) => [key, fromWire(value)])
  return { type: 'noted', member: me.id, event, fields: Object.fromEntries(all) }
}
