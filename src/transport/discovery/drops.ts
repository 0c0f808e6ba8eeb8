import type { Note } from '../../ops/events.ts'
import type { DropReason } from './answers.ts'

/** Counts what was dropped, and says so at most once in 10 s and reason: a flood must not become a flood of lines. */
export interface Drops {
  add(reason: DropReason, address: string, at: number): void
  /** How many of each reason since the start. */
  readonly totals: ReadonlyMap<DropReason, number>
}

const quietMs = 10_000

/** Nothing is wrong with these queries: somebody may see no room beside a healthy one. */
const tooMany: ReadonlySet<DropReason> = new Set<DropReason>(['rate', 'busy'])

/** Counts from zero; says in the log what was dropped, at most once in 10 s and reason. */
export function openDrops(note: Note): Drops {
  const totals = new Map<DropReason, number>()
  const said = new Map<DropReason, { readonly at: number; readonly total: number }>()
  return {
    totals,
    add(reason, address, at) {
      const total = (totals.get(reason) ?? 0) + 1
      totals.set(reason, total)
      const last = said.get(reason)
      if (last !== undefined && at - last.at < quietMs) return
      said.set(reason, { at, total })
      note(tooMany.has(reason) ? 'discovery.throttled' : 'discovery.dropped', {
        reason,
        count: total - (last?.total ?? 0),
        address,
      })
    },
  }
}
