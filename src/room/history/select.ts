import type { History, Kept } from './history.ts'
import type { Ring } from './ring.ts'

/** A point in the room's order: a line by its number, or a time, ms since 1970. */
export type Point = { readonly seq: number } | { readonly atMs: number }

/** A part of a history: after one point and before another, both excluded; a missing point is no bound. */
export interface Range {
  readonly after?: Point
  readonly before?: Point
  /** How many lines at most, and from which end they are counted. */
  readonly limit: number
  readonly from: 'oldest' | 'newest'
}

/**
 * The lines of a range in the room's order: messages, and `withEvents` what else happened. What was redacted is left
 * out and does not count (IRCv3 message-redaction, "Chat history": `exclude it entirely`). Finding them costs the
 * logarithm of what is remembered, and giving them what is given, and what was redacted between. Messages that weigh
 * more than `bytes` together, or events, are too many; one is given always, so that a reader gets on.
 */
export function select(
  history: History,
  range: Range,
  withEvents: boolean,
  bytes = Number.POSITIVE_INFINITY,
): Kept[] {
  const messages = cut(history.messages, range, bytes)
  if (!withEvents) return messages
  return endOf(merge(messages, cut(history.events, range, bytes)), range)
}

function cut(ring: Ring<Kept>, { after, before, limit, from }: Range, bytes: number): Kept[] {
  const start = after === undefined ? 0 : ring.search((kept) => isAfter(kept, after))
  const end = before === undefined ? ring.length : ring.search((kept) => !isBefore(kept, before))
  if (start >= end) return []
  return from === 'oldest'
    ? take(ring.walk(start, end), limit, bytes)
    : take(ring.walk(end - 1, start - 1), limit, bytes).toReversed()
}

function take(all: Iterable<Kept>, limit: number, bytes: number): Kept[] {
  const taken: Kept[] = []
  let weight = 0
  for (const kept of all) {
    if (kept.isRedacted) continue
    weight += kept.bytes
    if (taken.length === limit || (taken.length > 0 && weight > bytes)) break
    taken.push(kept)
  }
  return taken
}

function isAfter({ seq, line }: Kept, point: Point): boolean {
  return 'seq' in point ? seq > point.seq : line.atMs > point.atMs
}

function isBefore({ seq, line }: Kept, point: Point): boolean {
  return 'seq' in point ? seq < point.seq : line.atMs < point.atMs
}

function endOf(lines: Kept[], { limit, from }: Range): Kept[] {
  if (lines.length <= limit) return lines
  return from === 'oldest' ? lines.slice(0, limit) : lines.slice(lines.length - limit)
}

function merge(ones: readonly Kept[], others: readonly Kept[]): Kept[] {
  const merged: Kept[] = []
  let i = 0
  let j = 0
  while (i < ones.length || j < others.length) {
    const one = ones[i]
    const other = others[j]
    if (one !== undefined && (other === undefined || one.seq < other.seq)) {
      merged.push(one)
      i++
    } else if (other !== undefined) {
      merged.push(other)
      j++
    }
  }
  return merged
}

/**
 * Whether the history knows this line, and all messages that came after it: an event may be remembered for longer than
 * the messages around it, and is then no place to go on from.
 */
export function reaches(history: History, seq: number): boolean {
  if (seq <= history.forgotten) return seq === history.forgotten && seq > 0
  return has(history.messages, seq) || has(history.events, seq)
}

function has(ring: Ring<Kept>, seq: number): boolean {
  return at(ring, seq) !== undefined
}

/** The line of this number. */
export function at(ring: Ring<Kept>, seq: number): Kept | undefined {
  const kept = ring.at(ring.search((kept) => kept.seq >= seq))
  return kept?.seq === seq ? kept : undefined
}

/** Where a point lies among what the history remembers, for comparing two. */
export function placeOf({ messages, events }: History, point: Point): number {
  const isPast = (kept: Kept): boolean => !isBefore(kept, point)
  return messages.search(isPast) + events.search(isPast)
}
