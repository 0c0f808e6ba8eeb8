import { describe, expect, it } from 'vitest'
import { WrongTries } from '../../src/actors/wrong-tries.ts'

describe('wrong tries', () => {
  it('are spent when there were as many as may be in a minute, each for its own minute', () => {
    const tries = new WrongTries({ wrongPasswordsPerMinute: 2, addressesKept: 10 })
    tries.add('10.0.0.1', 0)
    tries.add('10.0.0.1', 30_000)
    expect(tries.areSpent('10.0.0.1', 59_999)).toBe(true)
    expect(tries.areSpent('10.0.0.1', 60_000)).toBe(false)
    tries.add('10.0.0.1', 60_000)
    expect(tries.areSpent('10.0.0.1', 89_999)).toBe(true)
    expect(tries.areSpent('10.0.0.2', 60_000)).toBe(false)
  })

  it('are forgotten of who was unheard for longest, where they come from too many addresses', () => {
    const tries = new WrongTries({ wrongPasswordsPerMinute: 1, addressesKept: 2 })
    for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.1', '10.0.0.3']) tries.add(address, 0)
    const spent = ['10.0.0.1', '10.0.0.2', '10.0.0.3'].map((address) => tries.areSpent(address, 0))
    expect(spent).toEqual([true, false, true])
  })
})
