import type { Act } from './context.ts'
import { type Member } from './room.ts'
import { maskOf } from './mask-of.ts'
import { type Measured, longestNick, spaceAfter } from './space.ts'

/** Who ends a member's connection: its name, and what its lines come from. */
export interface Expeller {
  readonly name: string
  readonly source: string
}

/** Whether a KILL, and the QUIT that follows from it, can be told with this reason. */
export function fitsKill(
  room: Measured,
  { name, source }: Expeller,
  target: Member,
  reason: string,
): boolean {
  const { limits } = room.facts
  const space = spaceAfter(room, source, 'KILL', longestNick(limits))
  const isTold = farewellOf(name, reason).length <= spaceAfter(room, maskOf(target), 'QUIT')
  return reason.length <= Math.min(limits.kickBytes, space) && isTold
}

/** Its member is told by whom and why, and then, by a QUIT, that it leaves (Modern IRC, "KILL message"). */
export function expel(act: Act, { name, source }: Expeller, target: Member, reason: string): void {
  const farewell = farewellOf(name, reason)
  act.say({ source, command: 'KILL', params: [target.nick, reason] }, { also: [target.id] })
  // Its leave comes when its connection is gone, too late to be told of it.
  act.as(target).say({ command: 'QUIT', params: [farewell] }, { also: [target.id] })
  act.outcome({ type: 'expelled', member: target.id, reason: farewell })
}

function farewellOf(name: string, reason: string): string {
  return `Killed (${name} (${reason}))`
}
