import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Ring } from '../../../src/room/history/ring.ts'
import { runs } from '../../runs.ts'

/** A number is pushed; true takes the oldest away. */
const steps = fc.array(
  fc.oneof({ weight: 3, arbitrary: fc.nat(9) }, { weight: 2, arbitrary: fc.constant(true) }),
  {
    maxLength: 60,
  },
)

describe('a ring', () => {
  it('is an array that is pushed and shifted, wherever it is looked into', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: -2, max: 70 }), fc.nat(70), (all, from, to) => {
        const ring = new Ring<number>()
        const model: number[] = []
        for (const step of all) {
          if (step === true) expect(ring.shift()).toBe(model.shift())
          else {
            ring.push(step)
            model.push(step)
          }
        }
        expect([...ring]).toEqual(model)
        expect(ring.length).toBe(model.length)
        expect(ring.at(from)).toBe(model[from])
        expect(ring.slice(from, to)).toEqual(model.slice(Math.max(0, from), to))
      }),
      { numRuns: runs(300) },
    )
  })

  it('is walked forwards and backwards', () => {
    const ring = new Ring<number>()
    for (let i = 0; i < 5; i++) ring.push(i)
    expect([...ring.walk(1, 4)]).toEqual([1, 2, 3])
    expect([...ring.walk(3, -1)]).toEqual([3, 2, 1, 0])
    expect([...ring.walk(3, 3)]).toEqual([])
  })

  it('finds the first that passes, or its own length', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), fc.nat(20), (numbers, least) => {
        const sorted = numbers.sort((a, b) => a - b)
        const ring = new Ring<number>()
        for (const number of sorted) ring.push(number)
        const found = sorted.findIndex((number) => number >= least)
        expect(ring.search((number) => number >= least)).toBe(found === -1 ? sorted.length : found)
      }),
      { numRuns: runs(300) },
    )
  })

  it('goes on when its front has moved up', () => {
    const ring = new Ring<number>()
    for (let i = 0; i < 5_000; i++) {
      ring.push(i)
      if (i >= 10) expect(ring.shift()).toBe(i - 10)
    }
    expect([...ring]).toEqual([4990, 4991, 4992, 4993, 4994, 4995, 4996, 4997, 4998, 4999])
  })
})
