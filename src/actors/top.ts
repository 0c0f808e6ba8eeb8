import { fromWire } from '../protocol/wire.ts'
import type { RoomState, Slot } from './state.ts'

/** By what connections are put in order, the most first. */
export const topOrders = ['queue', 'rate', 'lag'] as const
export type TopOrder = (typeof topOrders)[number]

/** A connection, as far as it costs something. */
export interface TopRow {
  readonly id: number
  /** Absent: no member yet. */
  readonly nick: string | undefined
  readonly address: string
  readonly port: number
  readonly transport: string
  /** What it has not taken yet. */
  readonly unsentBytes: number
  /** For how long it has taken nothing although something waits. */
  readonly behindMs: number
  /** Lines that it sends, and bytes that it is sent, a second: since it was looked before. */
  readonly linesPerSecond: number
  readonly bytesPerSecond: number
  readonly silentMs: number
  readonly openMs: number
}

interface Seen {
  readonly atMs: number
  readonly taken: number
  readonly bytesOut: number
}

/** Looks that are closer together share what the one before them saw. */
const leastMs = 500
/** After so long it is not known any more what was seen; and nobody looks. */
const keptMs = 60_000

const keys: Readonly<Record<TopOrder, (row: TopRow) => number>> = {
  queue: (row) => row.unsentBytes,
  rate: (row) => row.linesPerSecond,
  lag: (row) => row.behindMs,
}

/** The connections that cost most. Between two looks it knows each one's counters, and nothing while nobody looks. */
export class Top {
  #before = new Map<number, Seen>()
  #beforeMs = -Infinity

  /** At most so many, in this order, and else those that send most. */
  look(
    { slots, room, input }: Pick<RoomState, 'slots' | 'room' | 'input'>,
    order: TopOrder,
    most: number,
  ): TopRow[] {
    const nowMs = input.steadyMs()
    if (nowMs - this.#beforeMs > keptMs) this.#before.clear()
    const rows: TopRow[] = []
    const seen = new Map<number, Seen>()
    for (const slot of slots.values()) {
      const nick = room.members.get(slot.id)?.nick
      const now = { atMs: nowMs, taken: slot.inbox.taken, bytesOut: slot.link.bytesOut }
      const before = this.#before.get(slot.id) ?? { atMs: slot.openedMs, taken: 0, bytesOut: 0 }
      rows.push(rowOf(slot, nick === undefined ? undefined : fromWire(nick), now, before))
      seen.set(slot.id, now)
    }
    if (nowMs - this.#beforeMs >= leastMs) {
      this.#before = seen
      this.#beforeMs = nowMs
    }
    const key = keys[order]
    return rows
      .sort((a, b) => key(b) - key(a) || b.linesPerSecond - a.linesPerSecond || a.id - b.id)
      .slice(0, most)
  }
}

function rowOf(
  { id, link, inbox, openedMs }: Slot,
  nick: string | undefined,
  now: Seen,
  before: Seen,
): TopRow {
  const seconds = Math.max(now.atMs - before.atMs, 1) / 1000
  const { address, port, transport } = link.remote
  const { unsentBytes, behindSinceMs = now.atMs } = link
  return {
    id,
    nick,
    address,
    port,
    transport,
    unsentBytes,
    behindMs: Math.round(now.atMs - behindSinceMs),
    linesPerSecond: round((now.taken - before.taken) / seconds),
    bytesPerSecond: Math.round((now.bytesOut - before.bytesOut) / seconds),
    silentMs: Math.round(now.atMs - inbox.seenMs),
    openMs: Math.round(now.atMs - openedMs),
  }
}

const round = (number: number): number => Math.round(number * 10) / 10
