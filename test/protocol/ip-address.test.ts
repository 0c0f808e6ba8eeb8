import { isIP } from 'node:net'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { networkNumber, parseAddress } from '../../src/protocol/ip-address.ts'

describe('an address', () => {
  it.each([
    ['192.168.1.2', 'ipv4', 0xc0a80102n],
    ['::', 'ipv6', 0n],
    ['::1', 'ipv6', 1n],
    ['1::', 'ipv6', 1n << 112n],
    ['2001:DB8::a:b', 'ipv6', (0x20010db8n << 96n) | 0xa000bn],
    ['1:2:3:4:5:6:7:8', 'ipv6', 0x00010002000300040005000600070008n],
    ['::ffff:1.2.3.4', 'ipv6', 0xffff01020304n],
  ])('%s is a number', (text, family, number) => {
    expect(parseAddress(text)).toEqual({ family, number })
  })

  it.each([
    '',
    '1.2.3',
    '1.2.3.256',
    ':',
    ':::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    'g::',
    '12345::',
  ])('%j is none', (text) => expect(parseAddress(text)).toBeUndefined())

  it('is one exactly where the system says so, zones left out', () => {
    const group = fc.oneof(
      fc.integer({ min: 0, max: 0x1ffff }).map((n) => n.toString(16)),
      fc.constantFrom('', '1.2.3.4', 'x'),
    )
    const odd = fc.array(group, { maxLength: 9 }).map((of) => of.join(':'))
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), odd), (text) => {
        expect(parseAddress(text) !== undefined).toBe(isIP(text) !== 0)
      }),
    )
  })

  it('begins with the number of its network', () => {
    const address = { family: 'ipv4', number: 0xc0a80102n } as const
    expect([0, 16, 24, 32].map((prefix) => networkNumber(address, prefix))).toEqual([
      0n,
      0xc0a8n,
      0xc0a801n,
      0xc0a80102n,
    ])
  })
})
