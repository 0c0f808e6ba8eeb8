import type { Room } from '../room.ts'
import type { Rule, Ruled } from './rule.ts'

/** Nobody new comes in who has no account, until it is over; who is here stays. */
export function lockDown(room: Room, { isOn }: Extract<Rule, { do: 'lock-down' }>): Ruled {
  room.isLockedDown = isOn
  return { members: room.members.size }
}
