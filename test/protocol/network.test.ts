import { describe, expect, it } from 'vitest'
import { parseNetwork } from '../../src/protocol/network.ts'

describe('a network', () => {
  it.each([
    ['203.0.113.0/24', 'ipv4', '203.0.113.0', 24],
    ['10.1.2.3', 'ipv4', '10.1.2.3', 32],
    ['0.0.0.0/0', 'ipv4', '0.0.0.0', 0],
    ['2001:db8::/32', 'ipv6', '2001:db8::', 32],
    ['2001:db8::7', 'ipv6', '2001:db8::7', 128],
    ['::/0', 'ipv6', '::', 0],
  ])('is %s', (text, family, address, prefix) => {
    expect(parseNetwork(text)).toEqual({ family, address, prefix })
  })

  it.each([
    ['', 'no address of IPv4 or IPv6'],
    ['office', 'no address of IPv4 or IPv6'],
    ['10.0.0.0/8/8', 'no address of IPv4 or IPv6'],
    ['10.0.0.0/', 'the number after the slash goes from 0 to 32'],
    ['10.0.0.0/33', 'the number after the slash goes from 0 to 32'],
    ['10.0.0.0/255.0.0.0', 'the number after the slash goes from 0 to 32'],
    ['2001:db8::/129', 'the number after the slash goes from 0 to 128'],
    ['10.1.2.3/8', 'not where a network of that size begins, which is 10.0.0.0/8'],
    ['2001:db8::1/64', 'not where a network of that size begins'],
    ['::ffff:10.0.0.0/104', 'an IPv4 address: write it with dots alone'],
  ])('is not %j', (text, why) => {
    expect(parseNetwork(text)).toEqual({ why })
  })
})
