import type { Room } from './room.ts'
import { type Past, keep } from './whowas.ts'

/** What a snapshot says of who had a nick. */
export interface PastLine extends Past {
  readonly type: 'past'
}

/** Field by field, as every line of a snapshot. */
export function pastLine({ nick, user, host, address, realname, account, atMs }: Past): PastLine {
  return { type: 'past', nick, user, host, address, realname, account, atMs }
}

/** The reverse. */
export function loadPast(room: Room, line: PastLine): void {
  const { type: _, account, ...rest } = line
  keep(room, { ...rest, account })
}
