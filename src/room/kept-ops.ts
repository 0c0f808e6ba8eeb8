import { fold } from '../protocol/casemap.ts'
import type { Act } from './context.ts'
import { noted } from './noted.ts'
import { type Channel, type Member, type Room, rank } from './room.ts'

/*
 * Operators of a channel by account, while the channel lives: who comes back is operator again. Its founder is one
 * whoever takes the rank away meanwhile; others are forgotten with `MODE -o`.
 */

/** Whether the member's account is an operator of the channel, also while the member is none. */
export function isKeptOp({ founder, keptOps }: Channel, { account }: Pick<Member, 'account'>): boolean {
  if (account === undefined) return false
  return fold(account) === founder || keptOps.has(fold(account))
}

/** The member has become an operator, or is none any more: so has, or is, its account. */
export function keepOp({ facts }: Room, { keptOps }: Channel, { account }: Member, isOp: boolean): void {
  if (account === undefined) return
  const { keptOperators } = facts.limits
  if (!isOp) return void keptOps.delete(fold(account))
  keptOps.add(fold(account))
  const [oldest] = keptOps
  if (keptOps.size > keptOperators && oldest !== undefined) keptOps.delete(oldest)
}

/** The account is an operator of no channel any more; who is there keeps the rank. */
export function forgetOps({ channels }: Room, account: string): void {
  for (const channel of channels.values()) {
    channel.keptOps.delete(fold(account))
    if (channel.founder === fold(account)) channel.founder = undefined
  }
}

/** Tells the channel, and the log, where the member is operator by its account. */
export function sayKeptOp(act: Act, channel: Channel, member: Member): void {
  if (!isKeptOp(channel, member)) return
  const { server: source } = act.room.facts
  act.say({ source, command: 'MODE', params: [channel.name, '+o', member.nick] }, { channels: [channel.id] })
  act.outcome(
    noted(member, 'chanop.granted', { account: member.account, channel: channel.name, why: 'account' }),
  )
}

/** Who logs in is operator where its account is, and the account where it is one. */
export function restoreOps(act: Act): void {
  const { room, me } = act
  for (const id of me.channels) {
    const channel = room.channels.get(id)
    if (channel === undefined) continue
    const ranks = channel.members.get(me.id) ?? 0
    if ((ranks & rank.op) !== 0) keepOp(room, channel, me, true)
    else if (isKeptOp(channel, me)) {
      channel.members.set(me.id, ranks | rank.op)
      sayKeptOp(act, channel, me)
    }
  }
}
