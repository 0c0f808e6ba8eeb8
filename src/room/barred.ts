import { type Numeric, numerics } from '../protocol/numerics.ts'
import { kindsOf } from './bans.ts'
import { likenessOf } from './masks.ts'
import type { Member, Room } from './room.ts'

/** Why a connection is not let into the room: the numeric, and how its link is ended. */
export interface Barred {
  readonly numeric: Numeric
  readonly reason: string
}

/** Whether a ban of the room is on whoever looks like this. */
export function isBarred({ bans }: Room, member: Member): boolean {
  return bans.size > 0 && kindsOf(bans, likenessOf(member)).plain
}

/** Why this one may not become a member, if so. A locked down room is open to accounts: theirs were made before. */
export function barredFrom(room: Room, member: Member, account: string | undefined): Barred | undefined {
  if (isBarred(room, { ...member, account })) {
    return { numeric: numerics.ERR_YOUREBANNEDCREEP('You are banned from this room'), reason: 'Banned' }
  }
  if (!room.isLockedDown || account !== undefined) return undefined
  const text = 'The room is locked down: for now it takes nobody new but accounts'
  return { numeric: numerics.ERR_YOUREBANNEDCREEP(text), reason: 'Locked down' }
}
