import { numerics } from '../protocol/numerics.ts'
import { changeAccount, enrol } from './account.ts'
import { refuseRight } from './commands/check.ts'
import { commands } from './commands/table.ts'
import { configure } from './configure.ts'
import { Context } from './context.ts'
import { changeCredentials } from './credentials.ts'
import { drop } from './drop.ts'
import { forgetLongEmpty } from './empty.ts'
import type { Entry, LineEntry } from './entry.ts'
import { leave } from './leave.ts'
import type { Outcome } from './outcome.ts'
import { register } from './register.ts'
import { noteRefusal } from './rights.ts'
import type { Room } from './room.ts'
import { clearSeats, seatAll } from './takeover.ts'
import { carryOut } from './rule/carry-out.ts'

/**
 * The room, as a function: one entry in, what it brings about out. The same entries in the same order give the same
 * room and the same outcomes, byte for byte; time only goes forward. It works in place. Never throws: a verb checks
 * first and changes then, so one that throws has changed nothing, and costs its sender an error.
 */
export function run(room: Room, entry: Entry): readonly Outcome[] {
  room.timeMs = Math.max(room.timeMs, entry.atMs)
  forgetLongEmpty(room)
  clearSeats(room)
  switch (entry.type) {
    case 'register':
      return register(room, entry)
    case 'line':
      return line(room, entry)
    case 'leave':
      return leave(room, entry)
    case 'account':
      return changeAccount(room, entry)
    case 'enrol':
      return enrol(room, entry)
    case 'credentials':
      return changeCredentials(room, entry)
    case 'drop':
      return drop(room, entry)
    case 'config':
      return configure(room, entry)
    case 'takeover':
      return seatAll(room)
    case 'rule':
      return carryOut(room, entry)
  }
}

/** A verb that only reads, outside of the order: the outcomes are answers to its sender. Never throws. */
export function look(room: Room, request: Omit<LineEntry, 'type'>): readonly Outcome[] {
  return verb(room, request, Math.max(room.timeMs, request.atMs))
}

function line(room: Room, entry: LineEntry): readonly Outcome[] {
  return verb(room, entry, room.timeMs)
}

function verb(room: Room, request: Omit<LineEntry, 'type'>, atMs: number): readonly Outcome[] {
  const { by, message } = request
  const me = room.members.get(by)
  const command = commands.get(message.command)
  // An entry of a connection that has left meanwhile; nobody waits for an answer.
  if (me === undefined || command === undefined || command.member.on === 'peer') return []
  const context = new Context(room, me, message, atMs, request)
  const refusal = refuseRight(command, me)
  if (refusal !== undefined) {
    context.reply(refusal)
    noteRefusal(context)
    return context.outcomes
  }
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
