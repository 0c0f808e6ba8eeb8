import { describe, expect, it } from 'vitest'
import { Tries, accountKey, addressKey } from '../../src/actors/tries.ts'

describe('tries', () => {
  it('are counted for an address of IPv4, a /64 of IPv6, an account', () => {
    expect(addressKey('2001:db8::1')).toBe(addressKey('2001:db8::ffff:1'))
    expect(addressKey('2001:db8::1')).not.toBe(addressKey('2001:db8:0:1::1'))
    expect(addressKey('10.0.0.1')).not.toBe(addressKey('10.0.0.2'))
    expect(accountKey('10.0.0.1')).not.toBe(addressKey('10.0.0.1'))
  })

  it('are over after so many in a minute, each key by itself, until the minute has passed', () => {
    const tries = new Tries(3, 10)
    for (const ms of [0, 1, 2]) tries.count('a', ms)
    expect([tries.isOver('a', 3), tries.isOver('b', 3)]).toEqual([true, false])
    expect([tries.isOver('a', 59_999), tries.isOver('a', 60_000)]).toEqual([true, false])
  })

  it('that were right are none', () => {
    const tries = new Tries(1, 10)
    tries.count('a', 5)
    tries.forgive('a', 5)
    expect(tries.isOver('a', 6)).toBe(false)
    tries.forgive('a', 5)
    tries.forgive('b', 5)
  })

  it('are known of so many keys; the one untried for longest is forgotten', () => {
    const tries = new Tries(1, 2)
    tries.count('a', 0)
    tries.count('b', 1)
    tries.count('a', 2)
    tries.count('c', 3)
    expect(['a', 'b', 'c'].map((key) => tries.isOver(key, 4))).toEqual([true, false, true])
  })
})
