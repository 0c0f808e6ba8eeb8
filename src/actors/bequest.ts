import type { Entry } from '../room/entry.ts'
import type { MemberId } from '../room/room.ts'
import { save } from '../room/snapshot.ts'
import { apply } from './apply.ts'
import type { RoomState } from './state.ts'

/** A room that is being handed to another process, which goes on with it. */
export interface Bequest {
  /** The room as it was when this was made, to be taken line by line. */
  readonly lines: IterableIterator<string>
  /**
   * Nothing is applied from here on, and what was is on its way to all links; entries wait. Gives what the heir has to know
   * besides.
   */
  freeze(): Counters
  /** It is not handed over: entries that wait are applied, and the room goes on. */
  thaw(): void
}

/** What a room counts over all processes that it lives in. */
export interface Counters {
  /** Ids of connections are below the next one's for good: lines are remembered by them. */
  readonly lastId: MemberId
  readonly messages: number
}

/** Begins to hand the room over; `told` hears each entry that is applied from here on, in order. */
export function bequeath(state: RoomState, told: (entry: Entry) => void): Bequest {
  const lines = save(state.room)
  state.heir = told
  return {
    lines,
    freeze: () => {
      state.delivery.flush()
      state.waiting ??= []
      return { lastId: state.lastId, messages: state.messages }
    },
    thaw: () => {
      const waiting = state.waiting ?? []
      state.heir = undefined
      state.waiting = undefined
      for (const entry of waiting) apply(state, entry)
    },
  }
}

/** Applies entries that have got their place, or has them wait while the room is handed over. */
export function sequenced(state: RoomState, entries: readonly Entry[]): void {
  if (state.waiting !== undefined) return void state.waiting.push(...entries)
  for (const entry of entries) {
    apply(state, entry)
    state.heir?.(entry)
  }
}
