import type { ConfigEntry } from './entry.ts'
import type { Outcome } from './outcome.ts'
import type { Room } from './room.ts'

/** The operator's files were read again: what they say now holds, and what that changes for connections. */
export function configure(room: Room, { config }: ConfigEntry): readonly Outcome[] {
  const before = room.config.hiddenCaps
  const after = config.hiddenCaps
  room.config = config
  const hidden = after.filter((name) => !before.includes(name))
  const shown = before.filter((name) => !after.includes(name))
  return [{ type: 'configured', hidden, shown }]
}
