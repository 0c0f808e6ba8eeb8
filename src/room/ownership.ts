import { fold } from '../protocol/casemap.ts'
import { accountOf, ownerOf } from './accounts.ts'
import type { Member, Room, TlsUse } from './room.ts'

/*
 * Whose a nick is. That of an account, and what looks like it, is its owner's: who is logged in to it, or shows a
 * certificate that would log in to it. Every other nick is whose it is now, and of whoever is the same person: by the account, or by the certificate.
 */

/** Who asks for a nick: a member, or who is none yet. */
export interface Claimant {
  readonly id: number
  readonly account: string | undefined
  readonly tls: TlsUse | undefined
  /** That members see; where it is not known, the claimant is nobody who was here before a restart. */
  readonly host?: string | undefined
}

/** Whether the nick is that of an account, or looks like one, that is somebody else's. */
export function isForeign(room: Room, nick: string, { account, tls }: Claimant): boolean {
  const owner = ownerOf(room, nick)
  if (owner === undefined) return false
  const name = fold(owner.name)
  return !(account !== undefined && fold(account) === name) && accountOf(room, tls?.certificate) !== owner
}

/** Whether the claimant may have the nick although this member has it: as the owner of the nick, or as the same person. */
export function mayReplace(room: Room, holder: Member, claimant: Claimant): boolean {
  if (ownerOf(room, holder.nick) !== undefined) return !isForeign(room, holder.nick, claimant)
  const { account, tls } = claimant
  if (account !== undefined && holder.account !== undefined) return fold(account) === fold(holder.account)
  return tls?.certificate !== undefined && tls.certificate === holder.tls?.certificate
}
