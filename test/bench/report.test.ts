import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../bench/gates.ts'
import { page } from '../../bench/report.ts'
import { Results } from '../../bench/results.ts'
import { type Row, type ServerName, efforts, rows } from '../../bench/rows.ts'
import { itemsOf, sectionsOf } from '../../bench/sections.ts'

const [first, second] = rows
if (first === undefined || second === undefined) throw new Error('two rows are needed')

/** The page of a run in which earshot cost so many times the floor. */
function written(
  measured: readonly Row[],
  times: number,
  date: string,
  before?: string,
  discovery?: string,
): string {
  const results = new Results()
  const add = (row: Row, server: ServerName, value: number): void =>
    results.add(row.name, server, 'cpu', value)
  for (const row of measured) {
    add(row, 'earshot', times)
    add(row, 'per-turn', 1)
  }
  const verdicts = measured.map(({ name }): Verdict => ({
    gate: { row: name, figure: 'cpu', server: 'earshot', base: 'per-turn', aim: 2, limit: 3 },
    ratio: { median: times, min: times, max: times, count: 1 },
    passed: true,
    reached: true,
  }))
  return page({
    place: ['a machine'],
    date,
    effort: efforts.full,
    rows: measured,
    results,
    verdicts,
    before: before === undefined ? undefined : sectionsOf(before),
    discovery,
  })
}

const whole = written([first, second], 2, 'Monday')
const partly = sectionsOf(written([second], 4, 'Tuesday', whole))
const titleOf = (row: Row): string => `${row.name[0]?.toUpperCase()}${row.name.slice(1)}`

describe('the page of benchmarks', () => {
  it('keeps what a bench of its own has written, at its end', () => {
    const page = written([first, second], 2, 'Monday', undefined, 'found 2 of 2')
    expect(sectionsOf(page).below.get('Discovery')).toBe('found 2 of 2')
    expect(whole).not.toContain('## Discovery')
  })

  it('says of the rows that were not measured again what it said before', () => {
    expect(partly.head).toBe(sectionsOf(whole).head)
    expect(partly.below.get(titleOf(first))).toBe(sectionsOf(whole).below.get(titleOf(first)))
  })

  it('says of a row that was measured on its own when that was, and where', () => {
    expect(partly.below.get(titleOf(second))).toMatch(
      /^Measured on its own Tuesday: a machine\.\n\n\| figure/,
    )
    expect(partly.below.get(titleOf(second))).toContain('| earshot | 4.00 |')
    expect(sectionsOf(whole).below.get(titleOf(second))).toMatch(/^\| figure/)
  })

  it('lists where earshot is behind and what it aims at for old and new rows together', () => {
    expect(itemsOf(partly, 'Where earshot is behind the floor')).toEqual([
      `- 4.00 x: server CPU, µs per delivery (${second.name})`,
      `- 2.00 x: server CPU, µs per delivery (${first.name})`,
    ])
    expect(itemsOf(partly, 'Aims')).toEqual([
      expect.stringContaining(`${first.name}: earshot / per-turn = 2.00`),
      expect.stringContaining(`${second.name}: earshot / per-turn = 4.00`),
    ])
  })
})
