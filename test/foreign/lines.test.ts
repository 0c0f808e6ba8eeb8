import { describe, expect, it } from 'vitest'
import { isLike, missing, writtenAs } from './lines.ts'

describe('a line of a table', () => {
  it('is like itself alone', () => {
    expect(isLike('a b', 'a b')).toBe(true)
    for (const other of ['a', 'a b c', 'x a b', '', undefined]) expect(isLike('a b', other)).toBe(false)
  })

  it('has … for anything, and nothing', () => {
    expect(isLike('idle … s', 'idle 12 s')).toBe(true)
    expect(isLike('idle …s', 'idle s')).toBe(true)
    expect(isLike('…', '')).toBe(true)
    expect(isLike('a…b…c', 'a1b2c')).toBe(true)
    for (const other of ['a1c', 'ac', '1a1b2c', 'a1b2c3']) expect(isLike('a…b…c', other)).toBe(false)
    // No character counts twice.
    expect(isLike('ab…ba', 'aba')).toBe(false)
  })
})

describe('hosts in a line of a table', () => {
  it('are CLOAK and NETWORK', () => {
    expect(isLike('~a@CLOAK', '~a@abcdefgh.ijklmnop.qrstuvwx.cloak')).toBe(true)
    expect(isLike('*!*@NETWORK', '*!*@*.ijklmnop.qrstuvwx.cloak')).toBe(true)
    for (const other of ['~a@127.0.0.1', '~a@abcdefgh.cloak', '~a@tea.house'])
      expect(isLike('~a@CLOAK', other)).toBe(false)
  })
})

describe('lines beside a table', () => {
  it('are written as it writes them, where they are like it', () => {
    expect(writtenAs(['at …', 'b'], ['at noon', 'x', 'more'])).toEqual(['at …', 'x', 'more'])
  })

  it('lack what does not come, or comes too early', () => {
    expect(missing(['a', '…c'], ['x', 'a', 'y', 'abc'])).toEqual([])
    expect(missing(['b', 'a'], ['a', 'b'])).toEqual(['a'])
    expect(missing(['a', 'a'], ['a'])).toEqual(['a'])
  })
})
