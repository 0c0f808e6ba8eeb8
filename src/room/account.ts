import { Context } from './context.ts'
import type { AccountEntry } from './entry.ts'
import { tellAround } from './notify.ts'
import type { Outcome } from './outcome.ts'
import type { Room } from './room.ts'
import { setAccount } from './sessions.ts'

/**
 * A member is logged in to another account than before, or to none: told to itself and to all around it (IRCv3
 * account-notify). The line's own tag still has the account of before (IRCv3 account-tag, the example).
 */
export function changeAccount(room: Room, { by, account }: AccountEntry): readonly Outcome[] {
  const me = room.members.get(by)
  if (me === undefined || me.account === account) return []
  const params = [account ?? '*']
  const context = new Context(room, me, { command: 'ACCOUNT', params }, room.timeMs)
  tellAround(context, { command: 'ACCOUNT', params }, 'self')
  setAccount(room, me, account)
  return context.outcomes
}
