import { describe, expect, it } from 'vitest'
import { nearest } from '../../src/client/nearest.ts'

describe('nearest', () => {
  const words = ['join', 'send', 'status', 'stop', 'me']

  it('forgives two mistakes and swapped neighbours', () => {
    expect(['jion', 'stauts', 'sned', 'STOP', 'statu'].map((word) => nearest(word, words))).toEqual([
      'join',
      'status',
      'send',
      'stop',
      'status',
    ])
  })

  it('guesses nothing for other words', () => {
    for (const word of ['lobby', 'x', 'developers', 'x'.repeat(100_000)])
      expect(nearest(word, words)).toBeUndefined()
  })
})
