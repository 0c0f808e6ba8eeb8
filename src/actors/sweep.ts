import type { RoomState, Slot } from './state.ts'

/** Once a second: deadlines and liveness of all connections as comparisons of numbers; a timer each would cost every leave a scan of all. */
export function sweep(state: RoomState, steadyMs: number): void {
  for (const slot of state.slots.values()) {
    if (state.strangers.has(slot.id)) sweepStranger(state, slot, steadyMs)
    else sweepMember(state, slot, steadyMs)
  }
}

function sweepStranger({ input }: RoomState, { ref, openedMs }: Slot, steadyMs: number): void {
  if (steadyMs - openedMs <= input.facts.limits.registrationMs) return
  ref.send({ type: 'expired', reason: 'Registration timed out' })
}

function sweepMember({ delivery, input }: RoomState, slot: Slot, steadyMs: number): void {
  const { pingAfterMs, goneAfterMs } = input.facts.limits
  const { inbox } = slot
  // Whoever is not read, because much is still to be taken, cannot be heard: that is no silence. It ends: tokens come back, and a link that takes nothing is cut (`outboxStallMs`).
  if (!inbox.isEmpty) inbox.seenMs = steadyMs
  const silentMs = steadyMs - inbox.seenMs
  if (silentMs > goneAfterMs) {
    slot.ref.send({ type: 'expired', reason: `Ping timeout: ${Math.floor(silentMs / 1000)} seconds` })
  } else if (silentMs > pingAfterMs && slot.pingedMs <= inbox.seenMs) {
    slot.pingedMs = steadyMs
    const line = { command: 'PING', params: [input.facts.server], atMs: input.nowMs() }
    delivery.deliver([{ type: 'replied', to: slot.id, line }])
  }
}
