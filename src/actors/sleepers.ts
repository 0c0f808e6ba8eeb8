import type { MemberId } from '../room/room.ts'
import type { RoomState } from './state.ts'

/** How often connections that have no tokens, or do not take what they are sent, are looked at again. */
export const wakeMs = 100

/** Wakes this connection when it may go on; one timer for all that wait. */
export function sleep({ sleepers, input, self, tally }: RoomState, id: MemberId): void {
  if (sleepers.size === 0) input.later(wakeMs, () => self.send({ type: 'wake' }))
  if (!sleepers.has(id)) tally.naps++
  sleepers.add(id)
}

/** Wakes all that wait. */
export function wake({ sleepers, slots }: RoomState): void {
  const ids = [...sleepers]
  sleepers.clear()
  for (const id of ids) slots.get(id)?.ref.send({ type: 'woken' })
}
