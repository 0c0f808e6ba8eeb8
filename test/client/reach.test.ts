import { describe, expect, it } from 'vitest'
import { reach } from '../../src/client/reach.ts'
import { here } from '../protocol/datagram/samples.ts'

const given = (...addresses: string[]) => ({ ...here, addresses })

describe('the way to a room', () => {
  it('is where its answer came from, when the room signed that', () => {
    expect(reach(given('10.0.0.8', '192.168.1.7'), '192.168.1.7')).toEqual(['192.168.1.7', '10.0.0.8'])
  })

  it('is what the room signed, when somebody else passed its answer on', () => {
    expect(reach(given('192.168.1.7'), '192.168.1.66')).toEqual(['192.168.1.7'])
  })

  it('may be where it came from last, when a certificate tells who is there', () => {
    const vouched = { ...given('192.168.1.7'), tls: true, fingerprint: 'f'.repeat(43) }
    expect(reach(vouched, '192.168.1.66')).toEqual(['192.168.1.7', '192.168.1.66'])
    expect(reach({ ...vouched, tls: false }, '192.168.1.66')).toEqual(['192.168.1.7'])
  })

  it('is where it came from, when the room does not know its addresses', () => {
    expect(reach(given(), '192.168.1.7')).toEqual(['192.168.1.7'])
  })

  it('is where its answer came from by IPv6, by the interface of this host', () => {
    expect(reach(given('fe80::9'), 'fe80::9%eth1')).toEqual(['fe80::9%eth1'])
    expect(reach(given('fe80::9'), 'fe80::66%eth1')).toEqual([])
  })

  it('is never our own host because a stranger says so', () => {
    expect(reach(given('127.0.0.1'), '192.168.1.66')).toEqual([])
    expect(reach(given('127.0.0.1'), '127.0.0.1')).toEqual(['127.0.0.1'])
  })

  it('is never a host outside because a stranger says so', () => {
    expect(reach(given('8.8.8.8', '2001:db8::1', '169.254.1.1'), '192.168.1.66')).toEqual(['169.254.1.1'])
    expect(reach(given('203.0.113.7'), '203.0.113.7')).toEqual(['203.0.113.7'])
  })
})
