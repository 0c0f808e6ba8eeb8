import { fold } from '../protocol/casemap.ts'
import { skeletonsOf } from '../protocol/skeleton.ts'
import type { ChannelId, Member, Room } from './room.ts'

/*
 * The places of who was here when the daemon was restarted: all links have ended at once, and everybody comes back within
 * moments. Until then nobody else gets their nicks, and their channels stay as they were, though nobody is in them.
 */

/** The place of somebody who is to come back. */
export interface Seat {
  /** Folded. */
  readonly nick: string
  /** What the nick looks like (`skeletonsOf`). */
  readonly looks: readonly string[]
  readonly host: string
  /** Folded. */
  readonly account: string | undefined
  /** SHA-256 of its client certificate. */
  readonly certificate: string | undefined
  /** Where it was, and with which ranks. */
  readonly ranks: Map<ChannelId, number>
}

/** Who may be the one who had a seat. */
export interface Comer {
  readonly account: string | undefined
  readonly host: string | undefined
  readonly tls: Member['tls']
}

/** Whether this nick, or one that looks like it, is kept for somebody else. */
export function isSeatOfOther({ seats }: Pick<Room, 'seats'>, nick: string, comer: Comer): boolean {
  if (seats.size === 0) return false
  const looks = skeletonsOf(nick)
  for (const seat of seats.values()) {
    const isAlike = seat.nick === fold(nick) || looks.some((look) => seat.looks.includes(look))
    if (isAlike && !isOf(seat, comer)) return true
  }
  return false
}

/** By the account or the certificate; who had neither is known by where it comes from. */
export function isOf(seat: Seat, { account, host, tls }: Comer): boolean {
  if (seat.account !== undefined && account !== undefined && fold(account) === seat.account) return true
  if (seat.certificate !== undefined && seat.certificate === tls?.certificate) return true
  return seat.account === undefined && seat.certificate === undefined && seat.host === host
}

/** The ranks that a member had in a channel before the restart, where it was in it. */
export function seatIn({ seats }: Room, channel: ChannelId, member: Member): number | undefined {
  const seat = seats.get(fold(member.nick))
  return seat !== undefined && isOf(seat, member) ? seat.ranks.get(channel) : undefined
}

/** The member is back in the channel. */
export function leaveSeat({ seats }: Room, channel: ChannelId, { nick }: Member): void {
  const seat = seats.get(fold(nick))
  seat?.ranks.delete(channel)
  if (seat?.ranks.size === 0) seats.delete(fold(nick))
}

/** Whether somebody may come back to this channel. */
export function isAwaited({ seats }: Room, channel: ChannelId): boolean {
  for (const { ranks } of seats.values()) if (ranks.has(channel)) return true
  return false
}

/** A channel has another name. */
export function moveSeats({ seats }: Room, before: ChannelId, after: ChannelId): void {
  for (const { ranks } of seats.values()) {
    const rank = ranks.get(before)
    if (rank === undefined) continue
    ranks.delete(before)
    ranks.set(after, rank)
  }
}
