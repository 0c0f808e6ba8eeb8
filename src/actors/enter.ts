import type { AnsweringEntry } from '../room/entry.ts'
import type { RoomState } from './state.ts'

/** An entry of this connection on its way; its next answers follow it. */
export function enter(
  { sequencer, slots }: RoomState,
  entry: AnsweringEntry,
  label: string | undefined,
): void {
  const slot = slots.get(entry.by)
  if (slot === undefined) return
  slot.inbox.inFlight++
  sequencer.append([{ ...entry, label }])
}
