import type { Limits } from '../protocol/limits.ts'
import type { Numeric } from '../protocol/numerics.ts'
import type { RoomFacts } from './room.ts'

/** A room, as far as lengths depend on it. */
export interface Measured {
  readonly facts: Pick<RoomFacts, 'server' | 'limits'>
}

/** What stands around source, command and text. */
const frameBytes = ':  :\r\n'.length

/**
 * How many bytes the last parameter of a line may have that begins with these parts (RFC 1459 §2.3: 512 with CR LF,
 * tags aside). What a member sent is relayed whole or refused; what the room itself says is cut to this.
 */
export function spaceAfter(
  { facts }: Measured,
  source: string,
  command: string,
  ...before: string[]
): number {
  // Every message asks, so nothing is written only to be measured.
  let space = facts.limits.lineBytes - frameBytes - source.length - command.length
  for (const param of before) space -= 1 + param.length
  return space
}

/** A nick than which none is longer, for lines that are sent later, to or about who is called otherwise then. */
export function longestNick({ nickBytes }: Limits): string {
  return 'n'.repeat(nickBytes)
}

/** As long as the source of a member's lines may ever be, whatever it is called and wherever it seems to be then. */
export function longestMask(limits: Limits, user: string = 'u'.repeat(limits.userBytes)): string {
  return `${longestNick(limits)}!${user}@${'h'.repeat(limits.hostBytes)}`
}

/** How many bytes the last parameter of a numeric to this nick may have; the row is made with an empty one. */
export function spaceIn(room: Measured, [code, ...params]: Numeric, nick: string): number {
  return spaceAfter(room, room.facts.server, code, nick, ...params.slice(0, -1))
}
