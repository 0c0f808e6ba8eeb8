import { describe, expect, it } from 'vitest'
import { askedNick, nickSuffixes, ownNick } from '../../../src/cli/arguments/nick.ts'

describe('ownNick', () => {
  it('is the login name made legal', () => {
    expect(ownNick('ann', 'laptop')).toBe('ann')
    expect(ownNick('ann.smith', 'laptop')).toBe('ann_smith')
    expect(ownNick('42bob', 'laptop')).toBe('bob')
    expect(ownNick('jürgen', 'laptop')).toBe('jürgen')
    expect(ownNick('DOMAIN\\ann', 'laptop')).toBe('DOMAIN\\ann')
  })

  it('names the computer where many have the same login', () => {
    expect(ownNick('root', 'laptop.lan')).toBe('root-laptop')
    expect(ownNick('Admin', 'x')).toBe('Admin-x')
    expect(ownNick('1000', 'box')).toBe('guest-box')
  })

  it('fits in 32 bytes without cutting a character', () => {
    expect(Buffer.byteLength(ownNick('ü'.repeat(40), 'x'))).toBe(32)
    expect(ownNick('root', 'h'.repeat(60))).toHaveLength(32)
  })
})

describe('askedNick', () => {
  it('refuses what the room would refuse', () => {
    expect(askedNick('ann_2')).toBe('ann_2')
    for (const nick of ['', '2ann', 'a b', '#a', 'x'.repeat(33)]) {
      expect(() => askedNick(nick), nick).toThrow('not a nick')
    }
  })
})

describe('nickSuffixes', () => {
  it('are some that differ as the random numbers do', () => {
    let n = 0
    const suffixes = nickSuffixes(() => n++ / 8)
    expect(suffixes.slice(0, 2)).toEqual(['_0000', '_1250'])
    expect(new Set(suffixes).size).toBe(8)
  })
})
