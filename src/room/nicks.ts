import { fold } from '../protocol/casemap.ts'
import { isNick } from '../protocol/names.ts'
import { type Numeric, numerics } from '../protocol/numerics.ts'
import { isReservedNick } from '../protocol/reserved-nicks.ts'
import { skeletonsOf } from '../protocol/skeleton.ts'
import { ownerOf } from './accounts.ts'
import { findNick } from './channels.ts'
import { type Claimant, isForeign, mayReplace } from './ownership.ts'
import { isSeatOfOther } from './seats.ts'
import type { Member, MemberId, Room } from './room.ts'

/** The member's nick is its own from here on. `nicks` and `skeletons` change here and in `freeNick` alone. */
export function claimNick(room: Room, { id, nick }: Member): void {
  room.nicks.set(fold(nick), id)
  for (const look of skeletonsOf(nick)) room.skeletons.set(look, id)
}

export function freeNick(room: Room, { nick }: Member): void {
  room.nicks.delete(fold(nick))
  for (const look of skeletonsOf(nick)) room.skeletons.delete(look)
}

/** Why this connection may not have this nick now, if so. */
export function refuseNick(room: Room, nick: string, claimant: Claimant): Numeric | undefined {
  const { limits, server } = room.facts
  if (nick === '') return numerics.ERR_NONICKNAMEGIVEN()
  if (!isNick(nick, limits)) return numerics.ERR_ERRONEUSNICKNAME(nick)
  if (fold(nick) === fold(server) || isReservedNick(nick)) {
    return numerics.ERR_ERRONEUSNICKNAME(nick, 'This name is kept for the room itself; choose another one')
  }
  const holder = findNick(room, nick)
  if (holder?.id !== claimant.id) {
    if (isForeign(room, nick, claimant)) return numerics.ERR_NICKNAMEINUSE(nick, whyForeign(room, nick))
    if (holder !== undefined && !mayReplace(room, holder, claimant)) return numerics.ERR_NICKNAMEINUSE(nick)
  }
  const { account, tls, host } = claimant
  if (isSeatOfOther(room, nick, { account, tls, host })) return numerics.ERR_NICKNAMEINUSE(nick, awaited)
  const double = doubleOf(room, nick, [claimant.id, holder?.id])
  return (
    double &&
    numerics.ERR_NICKNAMEINUSE(nick, `It looks like ${double.nick}, who is here; choose another one`)
  )
}

function whyForeign(room: Room, nick: string): string {
  const name = ownerOf(room, nick)?.name ?? nick
  return fold(name) === fold(nick)
    ? 'Nickname is registered: log in to its account by SASL, or choose another one'
    : `It looks like ${name}, which is registered; choose another one`
}

/** Whether somebody else has this nick, or one that would be taken for it. */
export function isHeld({ skeletons }: Room, nick: string, by: MemberId): boolean {
  return skeletonsOf(nick).some((look) => (skeletons.get(look) ?? by) !== by)
}

const awaited = 'Somebody of this name was here before the restart and may come back; choose another one'

/** Another member, and none of these, whose nick would be taken for this one, if there is one (UTS #39). */
function doubleOf(
  { skeletons, members }: Room,
  nick: string,
  not: readonly (MemberId | undefined)[],
): Member | undefined {
  for (const look of skeletonsOf(nick)) {
    const holder = skeletons.get(look)
    if (holder !== undefined && !not.includes(holder)) return members.get(holder)
  }
  return undefined
}
