import { fold } from '../protocol/casemap.ts'
import type { Act } from './context.ts'
import { leave } from './leave.ts'
import { noted } from './noted.ts'

/** The nick is free from here on: who has it, if anybody, leaves the room, and its connection is ended. The account is that of who takes it. */
export function replace(act: Act, nick: string, account: string | undefined): void {
  const { room, me } = act
  const id = room.nicks.get(fold(nick))
  const holder = id === undefined || id === me.id ? undefined : room.members.get(id)
  if (holder === undefined) return
  act.outcome(noted(holder, 'account.replaced', { account }))
  for (const outcome of leave(room, { type: 'leave', by: holder.id, atMs: act.atMs, reason: 'Replaced' })) {
    act.outcome(outcome)
  }
  act.outcome({ type: 'expelled', member: holder.id, reason: 'Replaced' })
}
