import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Archive,
  type History,
  createArchive,
  createHistory,
  forgetAll,
  keep,
} from '../../../src/room/history/history.ts'
import { findRedactable, redactKept } from '../../../src/room/history/redact.ts'
import { type Point, type Range, reaches, select } from '../../../src/room/history/select.ts'
import { weigh } from '../../../src/room/history/weight.ts'
import type { OutLine } from '../../../src/room/outcome.ts'
import { runs } from '../../runs.ts'

const limits = { historyBytes: 6_000, historyTotalBytes: 10_000 }

/** A line of so many bytes of text. */
function line(atMs: number, bytes: number): OutLine {
  return { source: 'a!u@h', command: 'PRIVMSG', params: ['#a', 'x'.repeat(bytes)], atMs, msgid: 'b-1' }
}

/** The same as plain arrays: all that was ever said, and what is left of it by the rules. */
class Model {
  left: { of: number; seq: number; atMs: number; isMessage: boolean; bytes: number; isRedacted: boolean }[] =
    []
  readonly forgotten = [0, 0]
  readonly most: number

  constructor(most: number) {
    this.most = most
  }

  keep(item: Model['left'][number]): void {
    this.left.push(item)
    const same = (other: Model['left'][number]) => other.of === item.of && other.isMessage === item.isMessage
    if (this.left.filter(same).length > this.most) this.#forget(same)
    const sum = (which: (item: Model['left'][number]) => boolean) =>
      this.left.filter(which).reduce((all, it) => all + it.bytes, 0)
    const bytes = (of?: number) => sum((other) => of === undefined || other.of === of)
    const eventBytes = (of?: number) =>
      sum((other) => !other.isMessage && (of === undefined || other.of === of))
    while (bytes(item.of) > limits.historyBytes) {
      const isMuch = eventBytes(item.of) > limits.historyBytes / 4
      this.#forget((other) => other.of === item.of && !(isMuch && other.isMessage))
    }
    while (bytes() > limits.historyTotalBytes) {
      const isMuch = eventBytes() > limits.historyTotalBytes / 4
      this.#forget(({ isMessage }) => !(isMuch && isMessage))
    }
  }

  /** The oldest of these. */
  #forget(which: (item: Model['left'][number]) => boolean): void {
    const at = this.left.findIndex(which)
    const [gone] = this.left.splice(at, 1)
    if (gone?.isMessage === true) this.forgotten[gone.of] = gone.seq
  }

  select(of: number, { after, before, limit, from }: Range, withEvents: boolean): number[] {
    const compare = (item: Model['left'][number], point: Point) =>
      'seq' in point ? item.seq - point.seq : item.atMs - point.atMs
    const inside = this.left.filter(
      (item) =>
        item.of === of &&
        !item.isRedacted &&
        (withEvents || item.isMessage) &&
        (after === undefined || compare(item, after) > 0) &&
        (before === undefined || compare(item, before) < 0),
    )
    const taken =
      from === 'oldest' ? inside.slice(0, limit) : inside.slice(Math.max(0, inside.length - limit))
    return taken.map(({ seq }) => seq)
  }
}

const said = fc.record({
  of: fc.nat(1),
  isMessage: fc.boolean(),
  /** Taken back at once. */
  isRedacted: fc.boolean(),
  bytes: fc.nat(600),
  laterMs: fc.nat(2),
})
const point: fc.Arbitrary<Point> = fc.oneof(fc.record({ seq: fc.nat(45) }), fc.record({ atMs: fc.nat(60) }))
const range: fc.Arbitrary<Range> = fc.record(
  {
    after: point,
    before: point,
    limit: fc.nat(50),
    from: fc.constantFrom('oldest' as const, 'newest' as const),
  },
  { requiredKeys: ['limit', 'from'] },
)

describe('a history', () => {
  it('remembers, forgets and finds what a list of everything would', () => {
    fc.assert(
      fc.property(
        fc.array(said, { maxLength: 40 }),
        fc.integer({ min: 1, max: 6 }),
        fc.array(range, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (lines, most, ranges, withEvents) => {
          const archive = createArchive()
          const histories = [createHistory(most), createHistory(most)]
          const model = new Model(most)
          let atMs = 0
          lines.forEach(({ of, isMessage, isRedacted, bytes, laterMs }, i) => {
            atMs += laterMs
            const history = histories[of]
            if (history === undefined) return
            const out = line(atMs, bytes)
            keep(archive, history, { line: out, by: 1, seq: i + 1, isMessage }, limits)
            const item = { of, seq: i + 1, atMs, isMessage, isRedacted, bytes: weigh(out) }
            model.keep(item)
            if (!isRedacted) return
            const kept = findRedactable(history, i + 1)
            if (kept !== undefined) redactKept(archive, kept)
            expect(findRedactable(history, i + 1)).toBe(undefined)
            item.bytes = kept?.bytes ?? 0
          })
          histories.forEach((history, of) => {
            for (const asked of ranges) {
              const found = select(history, asked, withEvents).map(({ seq }) => seq)
              expect(found).toEqual(model.select(of, asked, withEvents))
            }
            expect(history.forgotten).toBe(model.forgotten[of])
          })
          expect(inOrder(archive)).toEqual(model.left.map(({ seq }) => seq))
          expect(archive.bytes).toBe(model.left.reduce((sum, { bytes }) => sum + bytes, 0))
          expect(archive.bytes).toBeLessThanOrEqual(limits.historyTotalBytes)
        },
      ),
      { numRuns: runs(1_000) },
    )
  })

  it('reaches a line that it still has, and the last one that it forgot, as nothing after that is missing', () => {
    const archive = createArchive()
    const history = createHistory(2)
    for (let seq = 1; seq <= 4; seq++) say(archive, history, seq)
    expect([1, 2, 3, 4, 5].filter((seq) => reaches(history, seq))).toEqual([2, 3, 4])
    expect(reaches(createHistory(2), 0)).toBe(false)
  })

  it('keeps what was said, however much happens: events beyond a quarter of its bytes go first', () => {
    for (const bounds of [limits, { historyBytes: 1e9, historyTotalBytes: 6_000 }]) {
      const archive = createArchive()
      const [history, other] = [createHistory(100), createHistory(100)]
      const keepOf = (of: History, seq: number, isMessage: boolean, size: number) =>
        keep(archive, of, { line: line(seq, size), by: 1, seq, isMessage }, bounds)
      for (let seq = 1; seq <= 4; seq++) keepOf(history, seq, true, 100)
      for (let seq = 5; seq <= 50; seq++) keepOf(bounds === limits ? history : other, seq, false, 200)
      expect([...history.messages].map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    }
  })

  it('that is forgotten leaves the others as they were', () => {
    const archive = createArchive()
    const [gone, stays] = [createHistory(9), createHistory(9)]
    for (let seq = 1; seq <= 6; seq++) say(archive, seq % 2 === 0 ? gone : stays, seq)
    forgetAll(archive, gone)
    expect(inOrder(archive)).toEqual([1, 3, 5])
    expect([gone.bytes, archive.bytes]).toEqual([0, stays.bytes])
  })
})

function say(archive: Archive, history: History, seq: number): void {
  keep(archive, history, { line: line(seq, 1), by: 1, seq, isMessage: true }, limits)
}

function inOrder({ messages, events }: Archive): number[] {
  return [...seqsOf(messages), ...seqsOf(events)].toSorted((a, b) => a - b)
}

function seqsOf({ oldest, newest }: Archive['messages']): number[] {
  const seqs: number[] = []
  for (let kept = oldest; kept !== undefined; kept = kept.newer) seqs.push(kept.seq)
  const back: number[] = []
  for (let kept = newest; kept !== undefined; kept = kept.older) back.unshift(kept.seq)
  expect(back).toEqual(seqs)
  return seqs
}
