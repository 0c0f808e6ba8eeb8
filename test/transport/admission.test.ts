import { describe, expect, it } from 'vitest'
import { Admission, plainAddress } from '../../src/transport/admission.ts'
import { watchOnLink } from '../../src/transport/on-link.ts'

const limits = { perAddress: 64, newPerAddressPerMinute: 120, addressesKept: 16_384 }
const notOnLink = (_address: string): boolean => false

const admission = (more: Partial<typeof limits> = {}, isOnLink = notOnLink): Admission =>
  new Admission({ ...limits, ...more }, isOnLink)

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
    expect(admission().enter(address, 0)).toBeUndefined()
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
    expect(admission({}, isOnLink).enter('203.0.113.7', 0)).toBeUndefined()
    expect(admission({}, isOnLink).enter('2001:db8::7%eth0', 0)).toBeUndefined()
    expect(seen).toEqual(['203.0.113.7', '2001:db8::7'])
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
    for (let i = 0; i < 64; i++) expect(door.enter('10.0.0.1', i)).toBeUndefined()
    expect(door.enter('10.0.0.1', 64)).toBe('too many connections from your address')
    expect(door.enter('10.0.0.2', 64)).toBeUndefined()
    door.leave('10.0.0.1')
    expect(door.enter('10.0.0.1', 65)).toBeUndefined()
    expect(door.enter('10.0.0.1', 66)).toBe('too many connections from your address')
  })

  it('may make 120 connections in a minute, and who is refused does not wait longer for asking', () => {
    const door = admission()
    for (let i = 0; i < 120; i++) {
      expect(door.enter('10.0.0.1', i)).toBeUndefined()
      door.leave('10.0.0.1')
    }
    expect(door.enter('10.0.0.1', 59_999)).toBe('connecting too fast')
    expect(door.enter('10.0.0.1', 60_000)).toBeUndefined()
  })

  it('with a zone is counted without it', () => {
    const door = admission({ perAddress: 1 })
    expect(door.enter('fe80::1%eth0', 0)).toBeUndefined()
    expect(door.enter('fe80::1%eth1', 0)).toBe('too many connections from your address')
    door.leave('fe80::1%eth0')
    expect(door.enter('fe80::1%eth1', 0)).toBeUndefined()
  })

  it('of this machine is not counted', () => {
    const door = admission({ perAddress: 1, newPerAddressPerMinute: 1 })
    for (let i = 0; i < 500; i++) {
      expect(door.enter('127.0.0.1', 0)).toBeUndefined()
      expect(door.enter('::1', 0)).toBeUndefined()
    }
  })
})

describe('the table of addresses', () => {
  const nth = (i: number): string => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`

  it('forgets who was unheard for longest, but nobody who is connected', () => {
    const door = admission({ addressesKept: 10, newPerAddressPerMinute: 1 })
    expect(door.enter('192.168.0.1', 0)).toBeUndefined()
    door.leave('192.168.0.1')
    expect(door.enter('192.168.0.2', 0)).toBeUndefined()
    for (let i = 0; i < 50; i++) {
      expect(door.enter(nth(i), 0)).toBeUndefined()
      door.leave(nth(i))
    }
    expect(door.enter('192.168.0.1', 0)).toBeUndefined()
    expect(door.enter('192.168.0.2', 0)).toBe('connecting too fast')
  })

  it('stays small and quick when every connection has another address', () => {
    const door = admission({ addressesKept: 1_000 })
    const before = performance.now()
    for (let i = 0; i < 100_000; i++) {
      door.enter(nth(i), 0)
      door.leave(nth(i))
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
