import { aside } from '../room/aside.ts'
import { Around } from './around.ts'
import { enter } from './enter.ts'
import type { RoomEvent, RoomState } from './state.ts'

/** What comes of hashing: an entry, or an answer. Then the connection goes on. */
export function endHash(
  state: RoomState,
  { by, hashed, work, label }: Extract<RoomEvent, { type: 'hashed' }>,
): void {
  const slot = state.slots.get(by)
  if (slot === undefined) return
  slot.inbox.held--
  const { room, input, delivery } = state
  const nowMs = input.nowMs()
  const next = work.done(hashed, nowMs)
  if (typeof next === 'function') {
    const atMs = Math.max(nowMs, room.timeMs)
    const message = { command: '', params: [] }
    const asked = { room, peer: slot.peer, message, atMs, around: new Around(state, by, undefined) }
    delivery.deliver(aside(asked, next), { id: by, label, atMs })
  } else enter(state, next, label)
  slot.ref.send({ type: 'caughtUp' })
}
