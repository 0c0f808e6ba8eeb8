import { describe, expect, it } from 'vitest'
import { pairRatios, percentile, spreadOf } from '../../bench/stats.ts'

describe('spreadOf', () => {
  it('the median of an even number of values lies between the two in the middle', () => {
    expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4, count: 4 })
  })

  it('one far-off value moves the range and not the median', () => {
    expect(spreadOf([1, 1, 1, 1, 100])).toEqual({ median: 1, min: 1, max: 100, count: 5 })
  })

  it('nothing measured is no figure', () => {
    expect(() => spreadOf([])).toThrow('nothing was measured')
  })
})

describe('percentile', () => {
  it('the order of the values does not matter, and they stay in it', () => {
    const values = [5, 1, 4, 2, 3]
    expect([0, 25, 50, 100].map((percent) => percentile(values, percent))).toEqual([1, 2, 3, 5])
    expect(values).toEqual([5, 1, 4, 2, 3])
  })

  it('falls between two values', () => {
    expect(percentile([0, 10], 99)).toBeCloseTo(9.9)
  })
})

describe('pairRatios', () => {
  it('what slows both of a pair down does not show', () => {
    expect(pairRatios([2, 20, 2], [1, 10, 1])).toEqual([2, 2, 2])
  })

  it('measurements without their partner are a mistake', () => {
    expect(() => pairRatios([1, 2], [1])).toThrow('pairs')
  })
})
