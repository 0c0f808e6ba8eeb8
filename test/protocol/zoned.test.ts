import { describe, expect, it } from 'vitest'
import { parseZoned } from '../../src/protocol/zoned.ts'

describe('a link-local address', () => {
  it('has a zone', () => {
    expect(parseZoned('fe80::1%eth0')).toEqual({ address: 'fe80::1', zone: 'eth0' })
    expect(parseZoned('febf:0:0:0:a:b:c:d%2')).toEqual({ address: 'febf:0:0:0:a:b:c:d', zone: '2' })
  })

  it.each([
    ['', 'nothing'],
    ['fe80::1', 'without a zone'],
    ['fe80::1%', 'with an empty zone'],
    ['fe80::1%eth0 16667', 'with more'],
    ['fe80::1%a-name-that-is-too-long', 'with a zone that no interface can have'],
    ['fec0::1%eth0', 'site-local'],
    ['2001:db8::1%eth0', 'global'],
    ['fe80::1::2%eth0', 'written wrongly'],
    ['10.0.0.1%eth0', 'of IPv4'],
  ])('is not %s, which is one %s', (text) => {
    expect(parseZoned(text)).toBe(undefined)
  })
})
