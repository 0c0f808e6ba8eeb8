import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  append,
  findBack,
  lastOf,
  lineAt,
  mostLines,
  noLines,
  prepend,
  replace,
  type Scrollback,
} from '../../../src/client/talk/scrollback.ts'

const all = <T>(lines: Scrollback<T>): (T | undefined)[] =>
  Array.from({ length: lines.size }, (_, i) => lineAt(lines, lines.first + i))

describe('a scrollback', () => {
  it('is what a list would be, and a line keeps its number', () => {
    const act = fc.oneof(
      fc.record({ do: fc.constant('append' as const), lines: fc.array(fc.integer(), { maxLength: 300 }) }),
      fc.record({ do: fc.constant('prepend' as const), lines: fc.array(fc.integer(), { maxLength: 120 }) }),
      fc.record({
        do: fc.constant('replace' as const),
        lines: fc.array(fc.integer(), { minLength: 1, maxLength: 3 }),
      }),
    )
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), (acts) => {
        let lines: Scrollback<number> = noLines
        let list: number[] = []
        let first = 0
        for (const { do: what, lines: more } of acts) {
          if (what === 'append') {
            for (const one of more) lines = append(lines, one)
            list.push(...more)
          } else if (what === 'prepend') {
            lines = prepend(lines, more)
            list = [...more, ...list]
            first -= more.length
          } else if (list.length > 0) {
            const place = Math.abs(more[0] ?? 0) % list.length
            lines = replace(lines, first + place, -1)
            list[place] = -1
          }
        }
        expect(all(lines)).toEqual(list)
        expect([lines.first, lastOf(lines)]).toEqual([first, first + list.length - 1])
      }),
      { numRuns: 50 },
    )
  })

  it('forgets the oldest where there are too many, and takes no older ones then', () => {
    let lines: Scrollback<number> = noLines
    for (let i = 0; i < mostLines + 500; i++) lines = append(lines, i)
    expect(lines.size).toBeLessThanOrEqual(mostLines)
    expect(lines.size).toBeGreaterThan(mostLines - 200)
    expect(lineAt(lines, mostLines + 499)).toBe(mostLines + 499)
    expect(lineAt(lines, 0)).toBeUndefined()
    expect(
      prepend(
        lines,
        Array.from({ length: 1_000 }, () => 7),
      ).size,
    ).toBe(mostLines)
  })

  it('is looked through from the newest', () => {
    const lines = ['a', 'b', 'a', 'c'].reduce<Scrollback<string>>(append, noLines)
    expect(findBack(lines, (line) => line === 'a')).toBe(2)
    expect(findBack(lines, (line) => line === 'a', { below: 2 })).toBe(0)
    expect(findBack(lines, (line) => line === 'a', { most: 1 })).toBeUndefined()
  })
})
