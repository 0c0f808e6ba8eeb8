import type { Entry } from '../room/entry.ts'

/**
 * What puts entries in order. The contract: every appended entry is applied exactly once, all in one order, entries of
 * one append in their order, never before `append` was called; `apply` may be called at once or much later.
 */
export interface Sequencer {
  append(entries: readonly Entry[]): void
}

export type OpenSequencer = (apply: (entries: readonly Entry[]) => void) => Sequencer

/** One daemon alone: the order is the order of the calls. */
export const openLocalSequencer: OpenSequencer = (apply) => ({ append: apply })
