import { fold } from '../protocol/casemap.ts'
import { numerics } from '../protocol/numerics.ts'
import { cutWire } from '../protocol/wire.ts'
import { exit } from './channels.ts'
import { commands } from './commands/table.ts'
import { refuseNick } from './commands/nick.ts'
import { welcome } from './commands/welcome.ts'
import { Context } from './context.ts'
import type { Entry, LeaveEntry, LineEntry, RegisterEntry } from './entry.ts'
import type { Outcome } from './outcome.ts'
import { type Member, type Room, maskOf } from './room.ts'
import { spaceAfter } from './space.ts'

/**
 * The room, as a function: one entry in, what it brings about out. The same entries in the same order give the same
 * room and the same outcomes, byte for byte; time only goes forward. It works in place. Never throws: a verb checks
 * first and changes then, so one that throws has changed nothing, and costs its sender an error.
 */
export function run(room: Room, entry: Entry): readonly Outcome[] {
  room.timeMs = Math.max(room.timeMs, entry.atMs)
  switch (entry.type) {
    case 'register':
      return register(room, entry)
    case 'line':
      return line(room, entry)
    case 'leave':
      return leave(room, entry)
  }
}

/** A verb that only reads, outside of the order: the outcomes are answers to its sender. Never throws. */
export function look(room: Room, request: Omit<LineEntry, 'type'>): readonly Outcome[] {
  return verb(room, request, Math.max(room.timeMs, request.atMs))
}

function register(room: Room, { by, nick, user, host, realname }: RegisterEntry): readonly Outcome[] {
  const atMs = room.timeMs
  const me: Member = {
    id: by,
    nick,
    user,
    host,
    realname,
    away: undefined,
    invisible: false,
    channels: new Set(),
    sinceMs: atMs,
    activeMs: atMs,
  }
  const context = new Context(room, me, { command: 'NICK', params: [nick] }, atMs)
  const refusal = refuseNick(room, nick, by)
  if (refusal !== undefined || room.members.has(by)) {
    // The nick was free when it was asked for; somebody was faster.
    me.nick = '*'
    context.reply(refusal ?? numerics.ERR_ALREADYREGISTERED())
    context.outcome({ type: 'denied', member: by, nick })
    return context.outcomes
  }
  room.members.set(by, me)
  room.nicks.set(fold(nick), by)
  room.peak = Math.max(room.peak, room.members.size)
  context.outcome({ type: 'admitted', member: by, nick })
  welcome(context)
  return context.outcomes
}

function line(room: Room, entry: LineEntry): readonly Outcome[] {
  return verb(room, entry, room.timeMs)
}

function verb(room: Room, { by, message }: Omit<LineEntry, 'type'>, atMs: number): readonly Outcome[] {
  const me = room.members.get(by)
  const command = commands.get(message.command)
  // An entry of a connection that has left meanwhile; nobody waits for an answer.
  if (me === undefined || command === undefined || command.member.on === 'peer') return []
  const context = new Context(room, me, message, atMs)
  try {
    command.member.run(context)
    return context.outcomes
  } catch (error) {
    const apology = new Context(room, me, message, atMs)
    apology.reply(numerics.ERR_UNKNOWNERROR(message.command, 'Internal error; nothing was changed'))
    apology.outcome({ type: 'failed', member: by, command: message.command, error })
    return apology.outcomes
  }
}

function leave(room: Room, { by, reason }: LeaveEntry): readonly Outcome[] {
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
  room.members.delete(by)
  if (me.invisible) room.invisible--
  room.nicks.delete(fold(me.nick))
  return context.outcomes
}
