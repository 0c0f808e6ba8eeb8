import type { History, Kept } from './history.ts'
import { merged } from './order.ts'
import type { Ring } from './ring.ts'
import { sizeOf } from './weight.ts'

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
 * logarithm of what is remembered, and giving them what is given, and what was redacted between. Lines that take more
 * than `bytes` together are too many; one is given always, so that a reader gets on. Nothing is left out between two
 * that are given, so that who goes on from the last one, or the first, comes to have all.
 */
export function select(
  history: History,
  range: Range,
  withEvents: boolean,
  bytes = Number.POSITIVE_INFINITY,
): Kept[] {
  const direction = range.from === 'oldest' ? 1 : -1
  const messages = walk(history.messages, range)
  const all = withEvents ? merged(messages, walk(history.events, range), direction) : messages
  const taken = take(all, range.limit, bytes)
  return direction === 1 ? taken : taken.toReversed()
}

/** The lines of a range in one ring, beginning at the end from which they are counted. */
function walk(ring: Ring<Kept>, { after, before, from }: Range): Generator<Kept> {
  const start = after === undefined ? 0 : ring.search((kept) => isAfter(kept, after))
  const end = before === undefined ? ring.length : ring.search((kept) => !isBefore(kept, before))
  if (start >= end) return ring.walk(0, 0)
  return from === 'oldest' ? ring.walk(start, end) : ring.walk(end - 1, start - 1)
}

function take(all: Iterable<Kept>, limit: number, bytes: number): Kept[] {
  const taken: Kept[] = []
  let size = 0
  for (const kept of all) {
    if (kept.isRedacted) continue
    if (taken.length === limit) break
    size += sizeOf(kept.line)
    if (taken.length > 0 && size > bytes) break
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

/**
 * Whether the history has all messages that came after this line. An event may be remembered for longer than the
 * messages around it, and is then no place to go on from; or forgotten before them, and is one still. Which events
 * those were is not known: any number of their time is taken for one, since no message after it is missing.
 */
export function reaches(history: History, seq: number): boolean {
  if (seq <= history.forgotten) return seq === history.forgotten && seq > 0
  return seq <= history.forgottenEvent || has(history.messages, seq) || has(history.events, seq)
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
