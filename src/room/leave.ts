import { cutWire } from '../protocol/wire.ts'
import { exit } from './channels.ts'
import { Context } from './context.ts'
import type { LeaveEntry } from './entry.ts'
import { uninvite } from './invitations.ts'
import { freeNick } from './nicks.ts'
import { tellGone } from './notify.ts'
import type { Outcome } from './outcome.ts'
import { type Room } from './room.ts'
import { maskOf } from './mask-of.ts'
import { setAccount } from './sessions.ts'
import { spaceAfter } from './space.ts'
import { setUserMode } from './user-modes.ts'
import { unwatch } from './watchers.ts'
import { remember } from './whowas.ts'

/** The end of a membership, whatever ended the connection: QUIT to all who share a channel, and the nick is free. */
export function leave(room: Room, { by, reason }: LeaveEntry): readonly Outcome[] {
  const me = room.members.get(by)
  if (me === undefined) return []
  const context = new Context(room, me, { command: 'QUIT', params: [reason] }, room.timeMs)
  if (me.channels.size > 0) {
    // Nobody can be kept in by a reason that cannot be sent.
    const text = cutWire(reason.replaceAll(/[\0\r\n]+/g, ' '), spaceAfter(room, maskOf(me), 'QUIT'))
    context.say({ command: 'QUIT', params: [text] }, { channels: [...me.channels], except: [by] })
  }
  for (const id of me.channels) {
    const channel = room.channels.get(id)
    if (channel !== undefined) exit(context, channel, me)
  }
  for (const nick of me.monitored) unwatch(room, me, nick)
  tellGone(context, me.nick)
  for (const mode of me.modes) setUserMode(room, me, mode, false)
  for (const id of me.invitations) {
    const channel = room.channels.get(id)
    if (channel !== undefined) uninvite(channel, me)
  }
  remember(room, me)
  setAccount(room, me, undefined)
  room.members.delete(by)
  freeNick(room, me)
  return context.outcomes
}
