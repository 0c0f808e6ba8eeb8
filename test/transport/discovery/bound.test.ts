import { describe, expect, it } from 'vitest'
import { parseIpv4 } from '../../../src/protocol/ipv4.ts'
import { boundTo, isFindable } from '../../../src/transport/discovery/bound.ts'
import { addressesOf } from '../../../src/transport/discovery/guards.ts'
import type { Surroundings } from '../../../src/transport/discovery/interfaces.ts'

const net = (name: string, address: string, mask: string) => ({
  interface: name,
  address: parseIpv4(address) ?? 0,
  mask: parseIpv4(mask) ?? 0,
})

const net4 = { rung: 'broadcast', bridge: false } as const

const around: Surroundings = {
  networks: [
    net('lo', '127.0.0.1', '255.0.0.0'),
    net('eth0', '192.168.1.7', '255.255.255.0'),
    net('eth1', '10.0.0.7', '255.0.0.0'),
  ],
  targets: [
    { ...net4, rung: 'loopback', interface: 'lo', bind: '127.0.0.1', to: ['127.255.255.255'] },
    { ...net4, interface: 'eth0', bind: '192.168.1.7', to: ['255.255.255.255'] },
    { ...net4, interface: 'eth1', bind: '10.0.0.7', to: ['255.255.255.255'] },
    { ...net4, rung: 'multicast', interface: 'eth1', bind: 'fe80::7%eth1', to: ['ff12::8000:411b%eth1'] },
  ],
}

describe('a room that listens on one address', () => {
  it('is announced on the network of that address and on this computer only', () => {
    const { networks, targets } = boundTo('192.168.1.7', () => around)()
    expect(networks.map((each) => each.interface)).toEqual(['eth0'])
    expect(targets.map((each) => each.interface)).toEqual(['lo', 'eth0'])
  })

  it('gives that address to everybody who asks, this computer included', () => {
    expect(addressesOf({ bind: '192.168.1.7' }, '127.0.0.1', around)).toEqual(['192.168.1.7'])
    expect(addressesOf({ bind: '127.0.0.1' }, '192.168.1.9', around)).toEqual(['127.0.0.1'])
  })

  it('is announced everywhere when the address is a wildcard, or missing', () => {
    expect(boundTo('0.0.0.0', () => around)().targets).toEqual(around.targets.slice(0, 3))
    for (const bind of [undefined, '::']) expect(boundTo(bind, () => around)()).toBe(around)
    for (const bind of [undefined, '0.0.0.0', '::']) {
      expect(addressesOf({ bind }, '10.1.1.1', around)).toEqual(['10.0.0.7'])
    }
  })

  it('cannot be found by IPv4 on an IPv6 address', () => {
    expect(isFindable('fe80::1')).toBe(false)
    expect(isFindable('::')).toBe(true)
    expect(isFindable('10.0.0.7')).toBe(true)
  })
})
