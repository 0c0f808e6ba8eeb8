import type { OutLine } from '../outcome.ts'
import type { ChannelId, EmptyChannel, Room } from '../room.ts'
import { type Archive, type History, type Kept, createHistory, keep } from './history.ts'
import { merged, walkOrder } from './order.ts'
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
 * All that is remembered, for a snapshot: after the channels that it is of. As it is now; a line is made of what is
 * copied here when it is asked for, since there can be a hundred thousand.
 */
export function saveArchive({ channels, empty, archive }: Room): (() => ArchiveLine)[] {
  const lines: (() => ArchiveLine)[] = []
  const owners = new Map<History, ChannelId>()
  for (const { id, history } of channels.values()) owners.set(history, id)
  for (const [channel, { history, sinceMs }] of empty) {
    const { forgotten, forgottenEvent } = history
    lines.push(() => ({ type: 'empty', channel, sinceMs, forgotten, forgottenEvent }))
    owners.set(history, channel)
  }
  for (const { pair, forgotten, forgottenEvent } of pairsInOrder(archive)) {
    if (pair !== undefined) lines.push(() => ({ type: 'pair', pair, forgotten, forgottenEvent }))
  }
  for (const kept of merged(walkOrder(archive.messages), walkOrder(archive.events))) {
    const owner = kept.of.pair ?? owners.get(kept.of)
    if (owner !== undefined) lines.push(keptLine(owner, kept))
  }
  return lines
}

/** In an order of its own, since a loaded map has another. */
function pairsInOrder({ pairs }: Archive): History[] {
  return [...pairs]
    .sort(byName)
    .flatMap(([one, others]) =>
      [...others].sort(byName).flatMap(([other, history]) => (one <= other ? history : [])),
    )
}

/** What is said is replaced where it is redacted, and never changed. */
function keptLine(of: ChannelId | Pair, { by, seq, isMessage, isRedacted, line }: Kept): () => KeptLine {
  return () => ({
    type: 'kept',
    of,
    by,
    seq,
    isMessage,
    isRedacted,
    line: { ...line, tags: line.tags && [...line.tags] },
  })
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
