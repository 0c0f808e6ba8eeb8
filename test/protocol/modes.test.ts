import { describe, expect, it } from 'vitest'
import { chanmodes, channelModes, isChannelMode, myInfo, prefix } from '../../src/protocol/modes.ts'

const letters = Object.keys(channelModes)

describe('the table of channel modes', () => {
  it('has each letter in CHANMODES or in PREFIX, once (Modern IRC, "CHANMODES parameter")', () => {
    const told = chanmodes.replaceAll(',', '') + (/\((.*)\)/.exec(prefix)?.[1] ?? '')
    expect(told.split('').sort()).toEqual([...letters].sort())
    expect(chanmodes.split(',')).toHaveLength(4)
  })

  it('has as many prefixes as ranks, from high to low', () => {
    expect(prefix).toBe('(ov)@+')
    expect(channelModes.o.bit).toBeGreaterThan(channelModes.v.bit)
  })

  it('has in 004 all letters, and among them those with a parameter', () => {
    expect(myInfo.all.split('')).toEqual([...letters].sort())
    expect(myInfo.withParameter).toBe('Ibeklov')
  })

  it('knows its letters only', () => {
    expect(letters.every(isChannelMode)).toBe(true)
    for (const none of ['', 'x', 'bb', 'toString', '+']) expect(isChannelMode(none)).toBe(false)
  })
})
