import { describe, expect, it } from 'vitest'
import { table, textWidth } from '../../../src/cli/face/width.ts'

describe('textWidth', () => {
  it('counts two cells for wide letters and one for whole graphemes', () => {
    expect(['abc', 'é', '你好', '👩‍👩‍👧', ''].map(textWidth)).toEqual([3, 1, 4, 2, 0])
  })
})

describe('table', () => {
  it('puts columns under each other without spaces at the end', () => {
    expect(
      table([
        ['a', 'bb'],
        ['你好', ''],
      ]),
    ).toEqual(['a     bb', '你好'])
  })
})
