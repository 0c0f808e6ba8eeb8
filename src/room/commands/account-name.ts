import { fold } from '../../protocol/casemap.ts'
import { isNick } from '../../protocol/names.ts'
import { findAccount, ownerOf } from '../accounts.ts'
import { isHeld } from '../nicks.ts'
import type { MemberId, Room } from '../room.ts'

/** Why there is no such account to be had, as a standard reply has it. */
export interface AccountRefusal {
  readonly code: string
  readonly text: string
}

/** Why this connection may not have an account of this name made now, if so (IRCv3 account-registration). */
export function refuseAccount(room: Room, name: string, by: MemberId): AccountRefusal | undefined {
  const { limits, server } = room.facts
  if (!isNick(name, limits) || fold(name) === fold(server)) {
    return { code: 'BAD_ACCOUNT_NAME', text: 'An account is called as a nick may be' }
  }
  if (findAccount(room, name) !== undefined) {
    return { code: 'ACCOUNT_EXISTS', text: 'There is an account of this name already' }
  }
  if (ownerOf(room, name) !== undefined) {
    return { code: 'BAD_ACCOUNT_NAME', text: 'It looks like the name of another account' }
  }
  if (isHeld(room, name, by)) {
    return { code: 'BAD_ACCOUNT_NAME', text: 'Somebody else has this nick, or one that looks like it' }
  }
  if (room.isLockedDown) return { code: 'TEMPORARILY_UNAVAILABLE', text: 'The room is locked down' }
  if (room.accounts.size >= limits.accounts) {
    return { code: 'TEMPORARILY_UNAVAILABLE', text: 'There is no room for one more account' }
  }
  return undefined
}
