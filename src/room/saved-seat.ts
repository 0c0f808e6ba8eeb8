import type { ChannelId, Room } from './room.ts'
import type { Seat } from './seats.ts'

/** What a snapshot says of the place of who is to come back. */
export interface SeatLine extends Omit<Seat, 'ranks'> {
  readonly type: 'seat'
  readonly ranks: readonly (readonly [ChannelId, number])[]
}

/** Field by field, as every line of a snapshot. */
export function seatLine({ nick, looks, host, account, certificate, ranks }: Seat): SeatLine {
  return { type: 'seat', nick, looks, host, account, certificate, ranks: [...ranks] }
}

/** The reverse. */
export function loadSeat(room: Room, { nick, looks, host, account, certificate, ranks }: SeatLine): void {
  room.seats.set(nick, { nick, looks, host, account, certificate, ranks: new Map(ranks) })
}
