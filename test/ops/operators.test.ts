import { describe, expect, it } from 'vitest'
import { Operators } from '../../src/ops/operators.ts'
import { toWire } from '../../src/protocol/wire.ts'

describe('an operator', () => {
  it('is who has the token, under any name', () => {
    const operators = new Operators('the-token')
    expect(operators.vouch('ann', 'the-token')).toBe(true)
    expect(operators.vouch('', 'the-token')).toBe(true)
    expect(operators.vouch('ann', 'the-toke')).toBe(false)
    expect(operators.vouch('ann', '')).toBe(false)
  })

  it('is who has the name and its password, whatever letters these are of', () => {
    const operators = new Operators('the-token')
    operators.set({ name: 'ünï', password: 'pässword' })
    expect(operators.vouch(toWire('ünï'), toWire('pässword'))).toBe(true)
    expect(operators.vouch('uni', toWire('pässword'))).toBe(false)
    expect(operators.vouch(toWire('ünï'), 'password')).toBe(false)
    expect(operators.vouch(toWire('ünï'), 'the-token')).toBe(true)
  })

  it('is nobody by name where nobody is named, or not any more', () => {
    const operators = new Operators('the-token')
    operators.set({ name: 'ann', password: 'x' })
    operators.set(undefined)
    expect(operators.vouch('ann', 'x')).toBe(false)
    expect(operators.vouch('', '')).toBe(false)
  })
})
