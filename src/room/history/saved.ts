import type { OutLine } from '../outcome.ts'
import type { ChannelId, EmptyChannel, Room } from '../room.ts'
import { type Archive, type History, type Kept, createHistory, keep } from './history.ts'
import type { Order } from './order.ts'
import { openPair } from './pairs.ts'

type Pair = readonly [string, string]

interface EmptyLine extends Omit<EmptyChannel, 'history'> {
  readonly type: 'empty'
  readonly channel: ChannelId
  readonly forgotten: number
  readonly forgottenEvent: number
}

interface PairLine {
  readonly type: 'pair'
  readonly pair: Pair
  readonly forgotten: number
  readonly forgottenEvent: number
}

interface KeptLine extends Pick<Kept, 'by' | 'seq' | 'isMessage' | 'isRedacted'> {
  readonly type: 'kept'
  readonly of: ChannelId | Pair
  readonly line: Omit<OutLine, 'tags'> & {
    readonly tags?: readonly (readonly [string, string])[] | undefined
  }
}

/** What a snapshot says of what is remembered. */
export type ArchiveLine = EmptyLine | PairLine | KeptLine

/**
 * All that is remembered, for a snapshot: after the channels that it is of. As it is now, whatever happens before its
 * lines are taken; there can be a hundred thousand, so that each costs a reference and no more until it is taken.
 */
export function saveArchive({ channels, empty, archive }: Room): Iterable<ArchiveLine> {
  const owners = new Map<History, ChannelId>()
  for (const { id, history } of channels.values()) owners.set(history, id)
  for (const [channel, { history }] of empty) owners.set(history, channel)
  const heads = [...Array.from(empty, emptyLine), ...pairsInOrder(archive).flatMap(pairLine)]
  return written(heads, owners, [capture(archive.messages), capture(archive.events)])
}

/** The lines of an order at one moment. What is said is replaced where it is redacted, and else never changed. */
interface Captured {
  readonly all: readonly Kept[]
  readonly lines: readonly OutLine[]
  readonly redacted: ReadonlySet<Kept>
}

function capture({ oldest }: Order): Captured {
  const [all, lines, redacted]: [Kept[], OutLine[], Set<Kept>] = [[], [], new Set()]
  for (let kept = oldest; kept !== undefined; kept = kept.newer) {
    all.push(kept)
    lines.push(kept.line)
    if (kept.isRedacted) redacted.add(kept)
  }
  return { all, lines, redacted }
}

function* written(
  heads: readonly ArchiveLine[],
  owners: ReadonlyMap<History, ChannelId>,
  [messages, events]: readonly [Captured, Captured],
): Generator<ArchiveLine> {
  yield* heads
  let [m, e] = [0, 0]
  while (m < messages.all.length || e < events.all.length) {
    const isMessage = isBefore(messages.all[m], events.all[e])
    const line = isMessage ? keptLine(owners, messages, m++) : keptLine(owners, events, e++)
    if (line !== undefined) yield line
  }
}

function isBefore(message: Kept | undefined, event: Kept | undefined): boolean {
  return message !== undefined && (event === undefined || message.seq < event.seq)
}

function keptLine(
  owners: ReadonlyMap<History, ChannelId>,
  { all, lines, redacted }: Captured,
  at: number,
): KeptLine | undefined {
  const [kept, line] = [all[at], lines[at]]
  const owner = kept && (kept.of.pair ?? owners.get(kept.of))
  if (kept === undefined || line === undefined || owner === undefined) return undefined
  const { by, seq, isMessage } = kept
  return {
    type: 'kept',
    of: owner,
    by,
    seq,
    isMessage,
    isRedacted: redacted.has(kept),
    line: { ...line, tags: line.tags && [...line.tags] },
  }
}

function emptyLine([channel, { history, sinceMs }]: readonly [ChannelId, EmptyChannel]): EmptyLine {
  const { forgotten, forgottenEvent } = history
  return { type: 'empty', channel, sinceMs, forgotten, forgottenEvent }
}

function pairLine({ pair, forgotten, forgottenEvent }: History): PairLine[] {
  return pair === undefined ? [] : [{ type: 'pair', pair, forgotten, forgottenEvent }]
}

/** In an order of its own, since a loaded map has another. */
function pairsInOrder({ pairs }: Archive): History[] {
  return [...pairs]
    .sort(byName)
    .flatMap(([one, others]) =>
      [...others].sort(byName).flatMap(([other, history]) => (one <= other ? history : [])),
    )
}

/** Takes one of these lines up again. @throws {Error} for what is remembered of a channel that there is not. */
export function loadArchive(room: Room, line: ArchiveLine): void {
  const { archive, empty, facts } = room
  if (line.type === 'empty') {
    const { channel, sinceMs, forgotten, forgottenEvent } = line
    const history = { ...createHistory(facts.limits.historyMessages), forgotten, forgottenEvent }
    empty.set(channel, { history, sinceMs })
  } else if (line.type === 'pair') {
    const { pair, forgotten, forgottenEvent } = line
    Object.assign(openPair(archive, ...pair, facts.limits.historyPairMessages), { forgotten, forgottenEvent })
  } else {
    const { of, by, seq, isMessage, isRedacted } = line
    const own: OutLine = { ...line.line, tags: line.line.tags && new Map(line.line.tags) }
    keep(archive, historyOf(room, of), { line: own, by, seq, isMessage, isRedacted }, facts.limits)
  }
}

function historyOf({ channels, empty, archive, facts }: Room, of: ChannelId | Pair): History {
  if (typeof of !== 'string') return openPair(archive, ...of, facts.limits.historyPairMessages)
  const found = channels.get(of) ?? empty.get(of)
  if (found === undefined) throw new Error(`a snapshot remembers ${of}, and has no such channel`)
  return found.history
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1
}
