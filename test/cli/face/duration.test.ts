import { describe, expect, it } from 'vitest'
import { duration } from '../../../src/cli/face/duration.ts'

describe('duration', () => {
  it('keeps two units at most', () => {
    expect([999, 59_000, 3_599_000, 3_660_000, 90_000_000].map(duration)).toEqual([
      '0 s',
      '59 s',
      '59 min',
      '1 h 1 min',
      '1 d 1 h',
    ])
  })
})
