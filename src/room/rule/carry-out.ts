import { type Act, Context } from '../context.ts'
import type { RuleEntry } from '../entry.ts'
import type { Outcome } from '../outcome.ts'
import type { Member, Room } from '../room.ts'
import { ban } from './ban.ts'
import { kick } from './kick.ts'
import { lockDown } from './lock-down.ts'
import type { Rule, Ruled } from './rule.ts'
import { say } from './say.ts'

/** Does it, and says what came of it to whoever holds the ticket. */
export function carryOut(room: Room, { rule, ticket }: RuleEntry): readonly Outcome[] {
  const act = new Context(room, ruler(room), { command: '', params: [] }, room.timeMs)
  const ruled = done(act, rule)
  return [...act.outcomes, { type: 'ruled', ticket, ruled }]
}

function done(act: Act, rule: Rule): Ruled {
  switch (rule.do) {
    case 'kick':
      return kick(act, rule)
    case 'ban':
      return ban(act, rule)
    case 'say':
      return say(act, rule)
    case 'lock-down':
      return lockDown(act.room, rule)
  }
}

/** The server as one who does something: it is no member, and every line that it says has its name as the source. */
function ruler({ facts: { server }, timeMs }: Room): Member {
  return {
    id: 0,
    nick: server,
    user: '*',
    host: server,
    address: server,
    realname: '',
    tls: undefined,
    account: undefined,
    away: undefined,
    modes: new Set(),
    channels: new Set(),
    invitations: new Set(),
    monitored: new Set(),
    ownMarkers: new Map(),
    sinceMs: timeMs,
    activeMs: timeMs,
  }
}
