import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../runs.ts'
import { check } from './checker.ts'
import { plants } from './plants.ts'
import { rounds } from './rounds.ts'

const numberOfRounds = runs(1_000)

describe('the checker', () => {
  it('has nothing to say against a round that kept the promise, and catches all that is planted into it', () => {
    const planted = new Map(plants.map(({ does }) => [does, 0]))
    fc.assert(
      fc.property(rounds, fc.nat(), (round, any) => {
        expect(check(round)).toEqual([])
        const missed = plants.filter(({ does, breaks, into }) => {
          const ways = into(round)
          const plant = ways[any % ways.length]
          if (plant === undefined) return false
          planted.set(does, (planted.get(does) ?? 0) + 1)
          return !check(plant()).some(({ rule }) => breaks.includes(rule))
        })
        expect(missed.map(({ does }) => does)).toEqual([])
      }),
      { numRuns: numberOfRounds },
    )
    // The rarest, that something was forgotten, comes about in one round of fifteen.
    const rare = [...planted].filter(([, times]) => times < numberOfRounds / 50)
    expect(rare).toEqual([])
  })
})
