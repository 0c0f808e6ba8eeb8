import { describe, expect, it } from 'vitest'
import { Admission, plainAddress } from '../../src/transport/admission.ts'
import { type Network, parseNetwork } from '../../src/protocol/network.ts'
import { Networks } from '../../src/transport/networks.ts'
import { watchOnLink } from '../../src/transport/on-link.ts'

const limits = { perAddress: 64, newPerAddressPerMinute: 120, addressesKept: 16_384 }
const notOnLink = (_address: string): boolean => false

const admission = (
  more: Partial<typeof limits> = {},
  isOnLink = notOnLink,
  ...allowed: string[]
): Admission =>
  new Admission({ limits: { ...limits, ...more }, isOnLink, allowed: new Networks(allowed.map(network)) })

function network(text: string): Network {
  const parsed = parseNetwork(text)
  if ('why' in parsed) throw new Error(parsed.why)
  return parsed
}

/** Comes in and stays; gives how it leaves. */
function enters(door: Admission, address: string, nowMs = 0): () => void {
  const entered = door.enter(address, nowMs)
  if (typeof entered === 'string') throw new Error(`${address}: ${entered}`)
  return entered
}

describe('who may come in', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.178.20',
    '169.254.9.9',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fd12:3456::1',
    'fc00::1',
  ])('%s, which is near', (address) => {
    expect(admission().enter(address, 0)).toBeTypeOf('function')
  })

  it.each([
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '192.169.0.1',
    '169.253.0.1',
    '100.64.0.1',
    '126.255.255.255',
    '0.0.0.0',
    '224.0.0.1',
    '2001:db8::1',
    'fec0::1',
    'ff02::1',
    '::',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
  ])('not %s, which is not', (address) => {
    expect(admission().enter(plainAddress(address), 0)).toBe('address not allowed')
  })

  it('also who is in a network of this machine, be it a public one', () => {
    const seen: string[] = []
    const isOnLink = (address: string): boolean => seen.push(address) > 0
    enters(admission({}, isOnLink), '203.0.113.7', 0)
    enters(admission({}, isOnLink), '2001:db8::7%eth0', 0)
    expect(seen).toEqual(['203.0.113.7', '2001:db8::7'])
  })
})

describe('what the operator allows', () => {
  const door = admission({}, notOnLink, '203.0.113.0/24', '198.51.100.7', '2001:db8:7::/48')

  it.each(['203.0.113.1', '203.0.113.255', '198.51.100.7', '2001:db8:7::1', '::ffff:203.0.113.9'])(
    'lets %s in',
    (address) => expect(door.enter(plainAddress(address), 0)).toBeTypeOf('function'),
  )

  it.each(['203.0.114.1', '198.51.100.8', '2001:db8:8::1', '8.8.8.8'])('and not %s', (address) => {
    expect(door.enter(address, 0)).toBe('address not allowed')
  })

  it('may be everybody', () => {
    const open = admission({}, notOnLink, '0.0.0.0/0', '::/0')
    expect(open.enter('8.8.8.8', 0)).toBeTypeOf('function')
    expect(open.enter('2001:db8::1', 0)).toBeTypeOf('function')
  })
})

describe('an address', () => {
  it('that came through an IPv6 socket is the IPv4 address that it is', () => {
    expect(plainAddress('::ffff:192.168.1.2')).toBe('192.168.1.2')
    expect(plainAddress('::ffff:0:1')).toBe('::ffff:0:1')
    expect(plainAddress('fe80::1%eth0')).toBe('fe80::1%eth0')
    expect(plainAddress('10.0.0.1')).toBe('10.0.0.1')
  })

  it('may have 64 connections at once, and another one when one has left', () => {
    const door = admission({ newPerAddressPerMinute: 1_000 })
    let leave = (): void => {}
    for (let i = 0; i < 64; i++) leave = enters(door, '10.0.0.1', i)
    expect(door.enter('10.0.0.1', 64)).toBe('too many connections from your address')
    enters(door, '10.0.0.2', 64)
    leave()
    enters(door, '10.0.0.1', 65)
    expect(door.enter('10.0.0.1', 66)).toBe('too many connections from your address')
  })

  it('may make 120 connections in a minute, and who is refused does not wait longer for asking', () => {
    const door = admission()
    for (let i = 0; i < 120; i++) {
      enters(door, '10.0.0.1', i)()
    }
    expect(door.enter('10.0.0.1', 59_999)).toBe('connecting too fast')
    enters(door, '10.0.0.1', 60_000)
  })

  it('with a zone is counted without it', () => {
    const door = admission({ perAddress: 1 })
    const leave = enters(door, 'fe80::1%eth0', 0)
    expect(door.enter('fe80::1%eth1', 0)).toBe('too many connections from your address')
    leave()
    enters(door, 'fe80::1%eth1', 0)
  })

  it('of IPv6 is counted by its /64, since one host has all of that', () => {
    const door = admission({ perAddress: 1 }, notOnLink, '2001:db8::/32')
    enters(door, '2001:db8:0:1::1')
    expect(door.enter('2001:db8:0:1:ffff::2', 0)).toBe('too many connections from your address')
    enters(door, '2001:db8:0:2::1')
    enters(door, 'fd00::1')
    expect(door.enter('fd00::2', 0)).toBe('too many connections from your address')
  })

  it('of a neighbour, who shares the /64 of this machine, is counted alone', () => {
    const door = admission({ perAddress: 1 }, (address) => address.startsWith('2001:db8:0:1:'))
    enters(door, '2001:db8:0:1::1')
    enters(door, '2001:db8:0:1::2')
    enters(door, 'fe80::1')
    enters(door, 'fe80::2')
    expect(door.enter('2001:db8:0:1::1', 0)).toBe('too many connections from your address')
  })

  it('of this machine is not counted', () => {
    const door = admission({ perAddress: 1, newPerAddressPerMinute: 1 })
    for (let i = 0; i < 500; i++) {
      enters(door, '127.0.0.1', 0)
      enters(door, '::1', 0)
    }
  })
})

describe('the table of addresses', () => {
  const nth = (i: number): string => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`

  it('forgets who was unheard for longest, but nobody who is connected', () => {
    const door = admission({ addressesKept: 10, newPerAddressPerMinute: 1 })
    enters(door, '192.168.0.1', 0)()
    enters(door, '192.168.0.2', 0)
    for (let i = 0; i < 50; i++) {
      enters(door, nth(i))()
    }
    enters(door, '192.168.0.1', 0)
    expect(door.enter('192.168.0.2', 0)).toBe('connecting too fast')
  })

  it('stays small and quick when every connection has another address', () => {
    const door = admission({ addressesKept: 1_000 })
    const before = performance.now()
    for (let i = 0; i < 100_000; i++) {
      enters(door, nth(i))()
    }
    expect(performance.now() - before).toBeLessThan(5_000)
  })
})

describe('the networks of this machine', () => {
  it('are looked at again once they are old, and hold this machine itself', () => {
    let nowMs = 0
    const isOnLink = watchOnLink(() => nowMs)
    expect(isOnLink('127.0.0.1')).toBe(true)
    nowMs = 60_000
    expect(isOnLink('127.0.0.1')).toBe(true)
    expect(isOnLink('203.0.113.77')).toBe(false)
  })
})
