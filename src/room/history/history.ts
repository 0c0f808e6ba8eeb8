import type { Limits } from '../../protocol/limits.ts'
import type { OutLine } from '../outcome.ts'
import type { MemberId } from '../room.ts'
import { type Nonces, dropNonce, enterNonce } from './nonces.ts'
import { Ring } from './ring.ts'
import { weigh } from './weight.ts'

/** A line that is remembered, and its place among all lines that any history of the room remembers. */
export interface Kept {
  /** Changed by redact.ts alone. */
  line: OutLine
  /** Who said it or did it: a connection, which may be gone. */
  readonly by: MemberId
  /** It was taken back: it has its place still, and is given to nobody. */
  isRedacted: boolean
  /** The room's number of the line: the one in its msgid. */
  readonly seq: number
  /** Said by somebody; else something that happened. */
  readonly isMessage: boolean
  /** What it weighs against the bounds. */
  bytes: number
  readonly of: History
  older: Kept | undefined
  newer: Kept | undefined
}

/**
 * What one channel, or one pair of accounts, remembers. What people said and what else happened are kept apart, so
 * that nobody can drive messages out by coming and going.
 */
export interface History {
  readonly messages: Ring<Kept>
  readonly events: Ring<Kept>
  /** Changed with the messages alone. */
  readonly nonces: Nonces
  /** How many messages, and how many events, it may hold. */
  readonly most: number
  bytes: number
  /** The number of the newest message that was forgotten; 0 while none was. */
  forgotten: number
  /** The same of events. */
  forgottenEvent: number
  /** The two accounts, where it is theirs and no channel's. */
  readonly pair?: readonly [string, string]
}

/** All that the room remembers, in one order, so that the oldest of all can go first. */
export interface Archive {
  oldest: Kept | undefined
  newest: Kept | undefined
  bytes: number
  /** What pairs of accounts remember, from both sides; a pair that remembers nothing is not there. */
  readonly pairs: Map<string, Map<string, History>>
}

type HistoryLimits = Pick<Limits, 'historyBytes' | 'historyTotalBytes'>

/** An archive that remembers nothing yet. */
export function createArchive(): Archive {
  return { oldest: undefined, newest: undefined, bytes: 0, pairs: new Map() }
}

/** A history that remembers nothing yet, and never more than so many messages. */
export function createHistory(most: number): History {
  const [messages, events] = [new Ring<Kept>(), new Ring<Kept>()]
  return { messages, events, nonces: new Map(), most, bytes: 0, forgotten: 0, forgottenEvent: 0 }
}

/** What is to be remembered. */
interface Keeping extends Pick<Kept, 'line' | 'by' | 'seq' | 'isMessage'> {
  readonly isRedacted?: boolean
}

/** Remembers a line, and forgets the oldest ones that are then too many or too much. Costs the same at any fill. */
export function keep(
  archive: Archive,
  history: History,
  { line, by, seq, isMessage, isRedacted = false }: Keeping,
  limits: HistoryLimits,
): void {
  const bytes = weigh(line)
  const kept: Kept = {
    line,
    by,
    isRedacted,
    seq,
    isMessage,
    bytes,
    of: history,
    older: archive.newest,
    newer: undefined,
  }
  if (archive.newest === undefined) archive.oldest = kept
  else archive.newest.newer = kept
  archive.newest = kept
  archive.bytes += bytes
  history.bytes += bytes
  const ring = isMessage ? history.messages : history.events
  ring.push(kept)
  enterNonce(history.nonces, kept)
  if (ring.length > history.most) forgetOldest(archive, history, ring)
  while (history.bytes > limits.historyBytes) forgetOldest(archive, history, olderRing(history))
  while (archive.bytes > limits.historyTotalBytes && archive.oldest !== undefined) {
    forgetOldest(archive, archive.oldest.of, olderRing(archive.oldest.of))
  }
}

/** Forgets everything: whose history it was is gone. */
export function forgetAll(archive: Archive, history: History): void {
  while (history.messages.length > 0) forgetOldest(archive, history, history.messages)
  while (history.events.length > 0) forgetOldest(archive, history, history.events)
}

function forgetOldest(archive: Archive, history: History, ring: Ring<Kept>): void {
  const kept = ring.shift()
  if (kept === undefined) return
  if (kept.isMessage) history.forgotten = kept.seq
  else history.forgottenEvent = kept.seq
  dropNonce(history.nonces, kept)
  history.bytes -= kept.bytes
  archive.bytes -= kept.bytes
  if (kept.older === undefined) archive.oldest = kept.newer
  else kept.older.newer = kept.newer
  if (kept.newer === undefined) archive.newest = kept.older
  else kept.newer.older = kept.older
  // An old line that waits to be collected would have its neighbours grow old with it.
  kept.older = undefined
  kept.newer = undefined
  if (history.messages.length + history.events.length === 0) dropPair(archive, history)
}

/** A pair that remembers nothing takes no memory. */
function dropPair({ pairs }: Archive, { pair }: History): void {
  if (pair === undefined) return
  for (const [one, other] of [pair, pair.toReversed()]) {
    if (one === undefined || other === undefined) continue
    const others = pairs.get(one)
    others?.delete(other)
    if (others?.size === 0) pairs.delete(one)
  }
}

function olderRing({ messages, events }: History): Ring<Kept> {
  const message = messages.at(0)?.seq ?? Number.POSITIVE_INFINITY
  const event = events.at(0)?.seq ?? Number.POSITIVE_INFINITY
  return message <= event ? messages : events
}
