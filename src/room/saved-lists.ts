import { fold } from '../protocol/casemap.ts'
import type { Channel, ListEntry, ListMode } from './room.ts'

/** The lists of masks of a channel, as a snapshot has them. */
export type SavedLists = Readonly<Record<ListMode, readonly ListEntry[]>>

/** For a snapshot, in the order of setting. */
export function saveLists({ b, e, I }: Channel['lists']): SavedLists {
  return { b: [...b.values()], e: [...e.values()], I: [...I.values()] }
}

/** The reverse. */
export function loadLists({ b, e, I }: SavedLists): Channel['lists'] {
  return { b: byMask(b), e: byMask(e), I: byMask(I) }
}

/** Masks in the order of setting, by which they are found. */
export function byMask(entries: readonly ListEntry[]): Map<string, ListEntry> {
  return new Map(entries.map((entry) => [fold(entry.mask), entry]))
}
