import { fold } from '../protocol/casemap.ts'
import type { Member, Room } from './room.ts'

/** The member is logged in to this account from here on, or to none. Both indexes change here. */
export function setAccount({ sessions }: Room, member: Member, account: string | undefined): void {
  if (member.account !== undefined) {
    const before = fold(member.account)
    const ids = sessions.get(before)
    ids?.delete(member.id)
    if (ids?.size === 0) sessions.delete(before)
  }
  member.account = account
  if (account === undefined) return
  const ids = sessions.get(fold(account))
  if (ids === undefined) sessions.set(fold(account), new Set([member.id]))
  else ids.add(member.id)
}

/** Everybody who is logged in to the same account as this member, itself among them, in the order of coming. */
export function sessionsOf({ sessions, members }: Room, member: Member): Member[] {
  if (member.account === undefined) return [member]
  const ids = [...(sessions.get(fold(member.account)) ?? [])].sort((a, b) => a - b)
  return ids.flatMap((id) => members.get(id) ?? [])
}
