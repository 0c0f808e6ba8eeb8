import type { Limits } from '../../protocol/limits.ts'
import type { OutLine } from '../outcome.ts'
import type { MemberId } from '../room.ts'
import { type Nonces, dropNonce, enterNonce } from './nonces.ts'
import { type Order, append, createOrder, remove } from './order.ts'
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
  /** Its neighbours among the messages, or the events, of the archive. */
  older: Kept | undefined
  newer: Kept | undefined
}

/**
 * What one channel, or one pair of accounts, remembers. What people said and what else happened are kept apart, and of
 * the bytes a quarter at most is safe for events, so that nobody can drive messages out by coming, going or reacting.
 */
export interface History {
  readonly messages: Ring<Kept>
  readonly events: Ring<Kept>
  /** Changed with the messages alone. */
  readonly nonces: Nonces
  /** How many messages, and how many events, it may hold. */
  readonly most: number
  bytes: number
  /** How many of these the events weigh. */
  eventBytes: number
  /** The number of the newest message that was forgotten, here or with a channel of this name; 0 while none was. */
  forgotten: number
  /** The same of events. */
  forgottenEvent: number
  /** The two accounts, where it is theirs and no channel's. */
  readonly pair?: readonly [string, string]
}

/** All that the room remembers, each kind in one order, so that the oldest of all can go first. */
export interface Archive {
  readonly messages: Order
  readonly events: Order
  readonly bytes: number
  /** What pairs of accounts remember, from both sides; a pair that remembers nothing is not there. */
  readonly pairs: Map<string, Map<string, History>>
}

type HistoryLimits = Pick<Limits, 'historyBytes' | 'historyTotalBytes'>

/** What of a bound is the events': above it they go before messages, however old those are. */
const eventShare = 1 / 4

/** An archive that remembers nothing yet. */
export function createArchive(): Archive {
  const [messages, events] = [createOrder(), createOrder()]
  return {
    messages,
    events,
    get bytes() {
      return messages.bytes + events.bytes
    },
    pairs: new Map(),
  }
}

/** A history that remembers nothing yet, and never more than so many messages. */
export function createHistory(most: number): History {
  const [messages, events] = [new Ring<Kept>(), new Ring<Kept>()]
  return {
    messages,
    events,
    nonces: new Map(),
    most,
    bytes: 0,
    eventBytes: 0,
    forgotten: 0,
    forgottenEvent: 0,
  }
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
    older: undefined,
    newer: undefined,
  }
  append(isMessage ? archive.messages : archive.events, kept)
  weighIn(history, kept, bytes)
  const ring = isMessage ? history.messages : history.events
  ring.push(kept)
  enterNonce(history.nonces, kept)
  if (ring.length > history.most) forgetOldest(archive, history, ring)
  while (history.bytes > limits.historyBytes) {
    const isEvents = history.eventBytes > limits.historyBytes * eventShare
    forgetOldest(archive, history, isEvents ? history.events : olderRing(history))
  }
  while (archive.bytes > limits.historyTotalBytes) {
    const isEvents = archive.events.bytes > limits.historyTotalBytes * eventShare
    const gone = isEvents ? archive.events.oldest : olderOf(archive.messages.oldest, archive.events.oldest)
    if (gone !== undefined) forgetOldest(archive, gone.of, gone.isMessage ? gone.of.messages : gone.of.events)
  }
}

/** Weighs a line again that was changed. */
export function reweigh(archive: Archive, kept: Kept): void {
  const more = weigh(kept.line) - kept.bytes
  kept.bytes += more
  weighIn(kept.of, kept, more)
  const order = kept.isMessage ? archive.messages : archive.events
  order.bytes += more
}

function weighIn(history: History, { isMessage }: Kept, bytes: number): void {
  history.bytes += bytes
  if (!isMessage) history.eventBytes += bytes
}

/** Forgets everything: whose history it was is gone. */
export function forgetAll(archive: Archive, history: History): void {
  while (history.messages.length > 0) forgetOldest(archive, history, history.messages)
  while (history.events.length > 0) forgetOldest(archive, history, history.events)
}

function forgetOldest(archive: Archive, history: History, ring: Ring<Kept>): void {
  const kept = ring.shift()
  if (kept === undefined) return
  if (kept.isMessage) history.forgotten = Math.max(history.forgotten, kept.seq)
  else history.forgottenEvent = kept.seq
  dropNonce(history.nonces, kept)
  weighIn(history, kept, -kept.bytes)
  remove(kept.isMessage ? archive.messages : archive.events, kept)
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
  return olderOf(messages.at(0), events.at(0))?.isMessage === true ? messages : events
}

function olderOf(message: Kept | undefined, event: Kept | undefined): Kept | undefined {
  return message !== undefined && (event === undefined || message.seq < event.seq) ? message : event
}
