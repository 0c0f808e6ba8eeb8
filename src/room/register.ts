import { barredFrom } from './barred.ts'
import { numerics } from '../protocol/numerics.ts'
import { welcome } from './commands/welcome.ts'
import { Context } from './context.ts'
import type { RegisterEntry } from './entry.ts'
import { claimNick, refuseNick } from './nicks.ts'
import { tellHere } from './notify.ts'
import type { Outcome } from './outcome.ts'
import { replace } from './replace.ts'
import type { Member, Room } from './room.ts'
import { setAccount } from './sessions.ts'

/** The one claim of a nick: a member from here on, or `denied` because somebody was faster. */
export function register(room: Room, entry: RegisterEntry): readonly Outcome[] {
  const { by, nick, user, host, address, realname, tls, account, away, strangers = 0 } = entry
  const atMs = room.timeMs
  const me: Member = {
    id: by,
    nick,
    user,
    host,
    address,
    realname,
    tls,
    account: undefined,
    away,
    modes: new Set(),
    channels: new Set(),
    invitations: new Set(),
    monitored: new Set(),
    ownMarkers: new Map(),
    sinceMs: atMs,
    activeMs: atMs,
  }
  const context = new Context(room, me, { command: 'NICK', params: [nick] }, atMs)
  const refusal = refuseNick(room, nick, { id: by, account, tls, host })
  if (refusal !== undefined || room.members.has(by)) {
    // The nick was free when it was asked for; somebody was faster.
    me.nick = '*'
    context.reply(refusal ?? numerics.ERR_ALREADYREGISTERED())
    context.outcome({ type: 'denied', member: by, nick })
    return context.outcomes
  }
  const barred = barredFrom(room, me, account)
  if (barred !== undefined) {
    me.nick = '*'
    context.reply(barred.numeric)
    context.outcome({ type: 'expelled', member: by, reason: barred.reason })
    return context.outcomes
  }
  replace(context, nick, account)
  room.members.set(by, me)
  claimNick(room, me)
  setAccount(room, me, account)
  room.peak = Math.max(room.peak, room.members.size)
  context.outcome({ type: 'admitted', member: by, nick })
  welcome(context, strangers)
  tellHere(context)
  return context.outcomes
}
