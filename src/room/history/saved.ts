import type { OutLine } from '../outcome.ts'
import type { ChannelId, EmptyChannel, Room } from '../room.ts'
import { type History, type Kept, createHistory, keep } from './history.ts'
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

/** All that is remembered, for a snapshot: after the channels that it is of. */
export function* saveArchive({ channels, empty, archive }: Room): Generator<ArchiveLine> {
  const owners = new Map<History, ChannelId>()
  for (const { id, history } of channels.values()) owners.set(history, id)
  for (const [channel, { history, sinceMs }] of empty) {
    const { forgotten, forgottenEvent } = history
    yield { type: 'empty', channel, sinceMs, forgotten, forgottenEvent }
    owners.set(history, channel)
  }
  // In an order of its own, since a loaded map has another.
  const pairs = [...archive.pairs]
    .sort(byName)
    .flatMap(([one, others]) =>
      [...others].sort(byName).flatMap(([other, history]) => (one <= other ? history : [])),
    )
  for (const { pair, forgotten, forgottenEvent } of pairs) {
    if (pair !== undefined) yield { type: 'pair', pair, forgotten, forgottenEvent }
  }
  for (const kept of merged(walkOrder(archive.messages), walkOrder(archive.events))) {
    const { by, seq, isMessage, isRedacted, line, of } = kept
    const owner = of.pair ?? owners.get(of)
    if (owner === undefined) continue
    yield {
      type: 'kept',
      of: owner,
      by,
      seq,
      isMessage,
      isRedacted,
      line: { ...line, tags: line.tags && [...line.tags] },
    }
  }
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
