import { describe, expect, it } from 'vitest'
import { gates } from '../../bench/gate-list.ts'
import { type Gate, describeVerdict, judge } from '../../bench/gates.ts'
import { Results } from '../../bench/results.ts'
import { rows } from '../../bench/rows.ts'

const gate: Gate = { row: 'r', figure: 'cpu', server: 'earshot', base: 'per-turn', aim: 2, limit: 2.5 }

function measured(ours: readonly number[], floor: readonly number[]): Results {
  const results = new Results()
  for (const value of ours) results.add('r', 'earshot', 'cpu', value)
  for (const value of floor) results.add('r', 'per-turn', 'cpu', value)
  return results
}

describe('a gate', () => {
  it('is passed and the aim reached at the aim', () => {
    expect(judge(gate, measured([2, 2, 2], [1, 1, 1]))).toMatchObject({ passed: true, reached: true })
  })

  it('is passed, but the aim not reached, in the margin', () => {
    expect(judge(gate, measured([2.4, 2.4], [1, 1]))).toMatchObject({ passed: true, reached: false })
  })

  it('fails by the median of the pairs, not by one of them', () => {
    expect(judge(gate, measured([9, 1, 1], [1, 1, 1])).passed).toBe(true)
    expect(judge(gate, measured([3, 3, 1], [1, 1, 1])).passed).toBe(false)
  })

  it('compares pairs, so a machine that slows down in between is no failure', () => {
    expect(judge(gate, measured([1, 10, 10], [1, 10, 10])).ratio).toMatchObject({ median: 1, max: 1 })
  })

  it('without measurements there is no verdict', () => {
    expect(() => judge(gate, new Results())).toThrow('nothing was measured')
  })

  it('says what it compared and how far it is from the aim', () => {
    expect(describeVerdict(judge(gate, measured([3], [1])))).toBe(
      'FAILED r: earshot / per-turn = 3.00 (3.00 to 3.00 in 1 pairs; aim 2, gate 2.5)',
    )
  })
})

it('every gate is about two servers of a row that is measured, and no stricter than its aim', () => {
  for (const { row, server, base, aim, limit } of gates) {
    const servers = rows.find(({ name }) => name === row)?.servers
    expect(servers).toEqual(expect.arrayContaining([server, base]))
    expect(limit).toBeGreaterThanOrEqual(aim)
  }
})
