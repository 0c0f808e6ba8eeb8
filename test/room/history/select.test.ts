import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createArchive, createHistory, keep } from '../../../src/room/history/history.ts'
import { findRedactable, redactKept } from '../../../src/room/history/redact.ts'
import { type Point, select } from '../../../src/room/history/select.ts'
import { runs } from '../../runs.ts'

const limits = { historyBytes: 1e9, historyTotalBytes: 1e9 }
const said = fc.record({
  isMessage: fc.boolean(),
  isRedacted: fc.boolean(),
  text: fc.constantFrom(0, 10, 400).map((length) => 'x'.repeat(length)),
})

describe('reading a history page by page', () => {
  it('comes to the same as reading it at once, from either end, with events and without', () => {
    fc.assert(
      fc.property(
        fc.array(said, { maxLength: 30 }),
        fc.record({ limit: fc.integer({ min: 1, max: 8 }), bytes: fc.integer({ min: 1, max: 3_000 }) }),
        fc.constantFrom('oldest' as const, 'newest' as const),
        fc.boolean(),
        (lines, { limit, bytes }, from, withEvents) => {
          const archive = createArchive()
          const history = createHistory(100)
          lines.forEach(({ isMessage, isRedacted, text }, i) => {
            const line = { command: isMessage ? 'PRIVMSG' : 'TAGMSG', params: ['#a', text], atMs: i }
            keep(archive, history, { line, by: 1, seq: i + 1, isMessage }, limits)
            const kept = isRedacted ? findRedactable(history, i + 1) : undefined
            if (kept !== undefined) redactKept(archive, kept)
          })
          const read: number[] = []
          let point: Point | undefined
          for (;;) {
            const end = point && (from === 'oldest' ? { after: point } : { before: point })
            const page = select(history, { ...end, limit, from }, withEvents, bytes).map(({ seq }) => seq)
            if (page.length === 0) break
            expect(page.length).toBeLessThanOrEqual(limit)
            read.splice(from === 'oldest' ? read.length : 0, 0, ...page)
            point = { seq: (from === 'oldest' ? page.at(-1) : page[0]) ?? 0 }
          }
          const whole = lines.flatMap(({ isMessage, isRedacted }, i) =>
            !isRedacted && (isMessage || withEvents) ? i + 1 : [],
          )
          expect(read).toEqual(whole)
        },
      ),
      { numRuns: runs(500) },
    )
  })
})
