import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/protocol/message.ts'
import {
  type CapName,
  formFor,
  allCaps,
  capSet,
  caps,
  commandBits,
  has,
  isCap,
  namesIn,
  verbBit,
  withValues,
} from '../../src/protocol/caps.ts'
import { type Limits, defaultLimits } from '../../src/protocol/limits.ts'

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

  it('are a set and names, in the order of the table, and back', () => {
    expect(namesIn(capSet(['batch', 'setname']))).toEqual(['setname', 'batch'])
    expect(namesIn(allCaps)).toEqual(Object.keys(caps))
    expect(capSet([])).toBe(0)
  })

  it('have a value where their row says one (capability-negotiation, "Capability Values")', () => {
    const table = {
      long: {
        bit: 1,
        value: ({ limits }: { limits: Limits }) => `max=${limits.nickBytes}`,
      },
      empty: { bit: 2, value: () => '' },
      plain: { bit: 4 },
    } as const
    expect(withValues(Object.keys(table), { limits: defaultLimits }, table)).toEqual([
      'long=max=32',
      'empty',
      'plain',
    ])
  })

  it('that have standard replies of their own bring them along (setname, "Errors")', () => {
    const fail = (verb: string): Message => ({ command: 'FAIL', params: [verb, 'CODE', 'text'] })
    const formed = (verb: string, name: CapName): string => formFor(fail(verb), caps[name].bit).command
    expect(formed('SETNAME', 'setname')).toBe('FAIL')
    expect(formed('NICK', 'setname')).toBe('NOTICE')
    expect(formed('SETNAME', 'batch')).toBe('NOTICE')
    expect(formed('NICK', 'standard-replies')).toBe('FAIL')
  })

  it('keep verbs from who did not ask for them', () => {
    expect(verbBit('TAGMSG')).toBe(caps['message-tags'].bit)
    expect(verbBit('AWAY')).toBe(caps['away-notify'].bit)
    expect(verbBit('SETNAME')).toBe(caps.setname.bit)
    expect(verbBit('PRIVMSG')).toBe(0)
  })

  it('decide about a line by its verb where they keep it back or change its form', () => {
    expect(namesIn(commandBits('JOIN'))).toEqual(['extended-join'])
    expect(namesIn(commandBits('AWAY'))).toEqual(['away-notify'])
    expect(namesIn(commandBits('353'))).toEqual(['multi-prefix', 'userhost-in-names'])
    expect(namesIn(commandBits('FAIL'))).toEqual(
      expect.arrayContaining(['setname', 'standard-replies', 'draft/channel-rename', 'draft/chathistory']),
    )
    expect(namesIn(commandBits('PRIVMSG'))).toEqual([])
  })
})
