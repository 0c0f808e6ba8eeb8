import { toWire } from '../protocol/wire.ts'
import type { RoomState } from './state.ts'
import { forget } from './supervise.ts'

/** More connections than this are not ended all at once, unless it has to be: their clients would all come back at once. */
const atOnce = 200
/** Over how long the ends of more are spread, where nobody says otherwise. */
export const spreadMs = 2_000
/** No more often than this some of them are ended. */
const stepMs = 100

/**
 * Lets nobody in any more, tells every member, and ends every connection: one after the other within `askedMs`, or as
 * many as they are asks for. Nobody is announced as leaving, as everybody is. Asked again, it ends at once what is left.
 */
export function hangUpAll(state: RoomState, reason: string, askedMs?: number): void {
  const { slots } = state
  if (state.closing !== undefined) return hangUpSome(state, slots.size)
  state.closing = toWire(reason)
  announce(state)
  const overMs = askedMs ?? (slots.size > atOnce ? spreadMs : 0)
  if (overMs === 0) return hangUpSome(state, slots.size)
  const steps = Math.max(1, Math.min(slots.size, Math.floor(overMs / stepMs)))
  state.steps = { count: Math.ceil(slots.size / steps), everyMs: overMs / steps }
  hangUpStep(state)
}

/** Ends as many connections as are to be ended in one step, and asks to be called again for the rest. */
export function hangUpStep(state: RoomState): void {
  const { slots, input, self, steps } = state
  hangUpSome(state, steps.count)
  if (slots.size > 0) input.later(steps.everyMs, () => self.send({ type: 'hangUpStep' }))
}

function hangUpSome(state: RoomState, count: number): void {
  let left = count
  for (const slot of state.slots.values()) {
    if (left-- === 0) return
    forget(state, slot, state.closing ?? '')
  }
}

/** A standard reply for who asked for such, a NOTICE for others: also for those who are here a little longer. */
function announce({ slots, room, delivery, input, closing }: RoomState): void {
  const { server: source } = room.facts
  const atMs = Math.max(input.nowMs(), room.timeMs)
  delivery.deliver(
    [...slots.keys()].flatMap((to) => {
      const nick = room.members.get(to)?.nick
      const params = ['*', 'SHUTDOWN', closing ?? '']
      return nick === undefined
        ? []
        : [{ type: 'replied' as const, to, line: { source, command: 'NOTE', params, atMs, nick } }]
    }),
  )
}
