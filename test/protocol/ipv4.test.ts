import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatIpv4, isLinkLocal, isLoopback, isPrivate, parseIpv4 } from '../../src/protocol/ipv4.ts'

const number = (text: string) => parseIpv4(text) ?? -1

describe('IPv4 addresses', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        expect(formatIpv4(number(text))).toBe(text)
      }),
    )
  })

  it.each(['', '1.2.3', '1.2.3.256', '1.2.3.4.5', 'a.b.c.d', '::1', '1.2.3.4 ', '-1.2.3.4'])(
    'are not %j',
    (text) => {
      expect(parseIpv4(text)).toBe(undefined)
    },
  )

  it('are known by their range', () => {
    expect(['127.0.0.1', '127.255.255.254'].map(number).every(isLoopback)).toBe(true)
    expect(['169.254.0.1'].map(number).every(isLinkLocal)).toBe(true)
    expect(['10.1.2.3', '172.16.0.1', '172.31.255.1', '192.168.0.1'].map(number).every(isPrivate)).toBe(true)
    expect(
      ['11.0.0.1', '172.32.0.1', '172.15.0.1', '192.169.0.1', '128.0.0.1'].map(number).some(isPrivate),
    ).toBe(false)
    expect(['128.0.0.1', '126.0.0.1'].map(number).some(isLoopback)).toBe(false)
  })
})
