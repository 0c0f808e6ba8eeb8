import { numerics } from '../protocol/numerics.ts'
import type { Aside } from './aside.ts'
import type { Act, Look } from './context.ts'
import { noted } from './noted.ts'
import { nickOf } from './peer.ts'
import { type Channel, type Member, rank } from './room.ts'

/*
 * Rights that other members do not have: by which one somebody acts, and what the log is told of it. Speaking where others
 * may not, and seeing channels and members that others do not, are not told of: the first is what people say.
 */

/** An operator's of the channel, or of the room. */
export type Right = 'chanop' | 'oper'

/** By which right the member rules the channel, if by any: its own operators do, and the room's, so that none is without. */
export function rightIn({ members }: Channel, { id, modes }: Member): Right | undefined {
  if (((members.get(id) ?? 0) & rank.op) !== 0) return 'chanop'
  return modes.has('o') ? 'oper' : undefined
}

/** Whether the member rules the channel. */
export function isOp(channel: Channel, member: Member): boolean {
  return rightIn(channel, member) !== undefined
}

/** The member has used its right in the channel: on whom, or which modes are otherwise now. */
export function noteUse(
  act: Act,
  right: Right,
  { name }: Pick<Channel, 'name'>,
  what: { readonly target?: string; readonly modes?: string } = {},
): void {
  const { command } = act.message
  act.outcome(noted(act.me, `${right}.used`, { account: act.me.account, channel: name, command, ...what }))
}

/** An operator of the room was told what members are not. */
export function noteLook(look: Look, target?: string): void {
  const { command } = look.message
  look.outcome(noted(look.me, 'oper.used', { account: look.me.account, command, target }))
}

/** 482, and the log is told, of each verb once a connection. */
export function refuseUse(act: Act, { name }: Channel): void {
  act.reply(numerics.ERR_CHANOPRIVSNEEDED(name))
  noteRefusal(act, name)
}

/** A member was refused what operators may. */
export function noteRefusal(look: Look, channel?: string): void {
  const { me, message } = look
  const { command } = message
  const refused = noted(me, 'right.refused', { account: me.account, channel, command })
  look.outcome({ ...refused, once: onceFor(command) })
}

/** The same for a verb of the connection. */
export function noteRefusalBeside({ peer, room, message, around }: Aside): void {
  const { command } = message
  if (peer.refusals.has(onceFor(command))) return
  peer.refusals.add(onceFor(command))
  around.note('right.refused', { nick: nickOf(peer, room), command })
}

/** An operator of the room has used its right by a verb of the connection. */
export function noteUseBeside({ peer, room, message, around }: Aside, target: string): void {
  around.note('oper.used', { nick: nickOf(peer, room), command: message.command, target })
}

const onceFor = (command: string): string => `right ${command}`
