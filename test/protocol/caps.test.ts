import { describe, expect, it } from 'vitest'
import { caps, classBits, has, isCap, verbBit } from '../../src/protocol/caps.ts'

describe('capabilities', () => {
  it('have each a bit of their own', () => {
    const bits = Object.values(caps).map(({ bit }) => bit)
    for (const bit of bits) expect(Math.log2(bit) % 1).toBe(0)
    expect(new Set(bits).size).toBe(bits.length)
  })

  it('have names that are names: lower case, no dash in front (capability-negotiation)', () => {
    for (const name of Object.keys(caps)) expect(name).toMatch(/^[a-z][a-z0-9./-]*$/)
  })

  it('are known by their exact name only', () => {
    expect(isCap('echo-message')).toBe(true)
    expect(isCap('Echo-Message')).toBe(false)
    expect(isCap('toString')).toBe(false)
  })

  it('are in a set or not', () => {
    const set = caps.batch.bit | caps.setname.bit
    expect([has(set, 'batch'), has(set, 'setname'), has(set, 'server-time')]).toEqual([true, true, false])
  })

  it('keep verbs from who did not ask for them', () => {
    expect(verbBit('TAGMSG')).toBe(caps['message-tags'].bit)
    expect(verbBit('AWAY')).toBe(caps['away-notify'].bit)
    expect(verbBit('SETNAME')).toBe(caps.setname.bit)
    expect(verbBit('PRIVMSG')).toBe(0)
  })

  it('change the look of the lines of others exactly where they have verbs of members, tags of those lines, or lines that need them', () => {
    expect(classBits).toBe(
      caps['message-tags'].bit |
        caps['server-time'].bit |
        caps['away-notify'].bit |
        caps.setname.bit |
        caps['extended-monitor'].bit,
    )
  })
})
