import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groups } from '../../src/tui/keys.ts'
import { widthOfRow } from '../../src/tui/view/cells.ts'
import { view } from '../../src/tui/view/view.ts'
import { runs } from '../runs.ts'
import { Person } from './stage.ts'

/** Whatever is pressed and heard, in whatever order and on whatever screen: there is a screen, and it fits. */

const keys = Object.values(groups).flatMap((rows) => rows.flatMap((row) => row.keys))
const text = fc.oneof(
  fc.constantFrom(
    'ann: hi',
    '/react 👍',
    '/set time off',
    '/join #dev',
    '/query bob',
    '日本語 👩‍👩‍👧',
    '/find a',
    'x'.repeat(90),
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
)

const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('press' as const),
      key: fc.constantFrom(...keys, 'y', 'n', 'r', 'e'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('type' as const), text }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      nick: fc.constantFrom('bob', 'cleo'),
      text,
      where: fc.constantFrom('#lobby', '#dev', 'ann'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('paste' as const),
      text: fc.array(text).map((lines) => lines.join('\n')),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('resize' as const),
      columns: fc.integer({ min: 1, max: 130 }),
      rows: fc.integer({ min: 1, max: 40 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wheel' as const), up: fc.integer({ min: -9, max: 9 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('hear' as const),
      line: fc.constantFrom(
        ':dan!u@h JOIN #lobby',
        ':bob!u@h QUIT :x',
        ':ann!a@h PART #dev',
        '@+draft/reply=i1;+draft/react=👍 :bob!u@h TAGMSG #lobby',
        ':bob!u@h REDACT #lobby i1',
        ':bob!u@h KICK #lobby ann :out',
        ':ann!a@h NICK :anna',
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 90_000_000 }) }),
  },
)

type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

function perform(person: Person, one: Act): void {
  switch (one.do) {
    case 'press':
      return void person.press(one.key)
    case 'type':
      return void person.type(one.text)
    case 'say':
      return void person.says(one.nick, one.text, one.where)
    case 'paste':
      return person.happen({ type: 'paste', at: person.at, text: one.text })
    case 'resize':
      return person.happen({ type: 'resized', size: one })
    case 'wheel':
      return person.happen({ type: 'wheel', up: one.up })
    case 'hear':
      return void person.hear(one.line)
    default:
      return void person.wait(one.ms)
  }
}

const leastColumns = 10

describe('any screen', () => {
  it('has as many rows as the terminal, none wider than it, and a cursor in it', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const person = new Person()
        for (const one of acts) {
          perform(person, one)
          const { size } = person.tui
          const { rows, cursor } = view(person.tui)
          expect(rows).toHaveLength(size.rows)
          const widest = Math.max(
            ...rows.flatMap(({ parts }) => parts.map(({ column, row }) => column + widthOfRow(row))),
          )
          // On less than that the terminal cuts, as it does not wrap.
          if (size.columns >= leastColumns) expect(widest).toBeLessThanOrEqual(size.columns)
          expect(cursor.row).toBeGreaterThanOrEqual(0)
          expect(cursor.row).toBeLessThan(size.rows)
          expect(cursor.column).toBeLessThan(size.columns)
        }
      }),
      { numRuns: runs(60) },
    )
  })
})
