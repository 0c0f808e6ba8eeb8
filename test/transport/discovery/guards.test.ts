import { describe, expect, it } from 'vitest'
import {
  addressesFor,
  isNeighbour,
  isThisHost,
  sourceFault,
} from '../../../src/transport/discovery/guards.ts'
import { lookAround, surroundings } from '../../../src/transport/discovery/interfaces.ts'
import { info, info6, lo } from './fakes.ts'

const around = surroundings({
  lo: [lo],
  eth0: [info('192.168.1.7', 24), info('192.168.1.8', 24)],
  eth1: [info('203.0.113.7', 28)],
  tun0: [info('10.8.0.6', 32)],
  docker0: [info('172.17.0.1', 16)],
})
const { networks } = around

describe('who is answered', () => {
  it.each([
    '127.0.0.1',
    '127.1.2.3',
    '169.254.9.9',
    '192.168.1.200',
    '192.168.1.7',
    '203.0.113.1',
    '10.8.0.6',
    'fe80::1%eth0',
  ])('%s, which is here', (address) => {
    expect(sourceFault({ address, port: 40_000 }, networks)).toBe(undefined)
  })

  it.each([
    ['8.8.8.8', 'elsewhere'],
    ['192.168.2.1', 'in another private network'],
    ['203.0.113.17', 'behind the mask'],
    ['10.8.0.7', 'behind a tunnel'],
    ['192.168.1.255', 'everybody'],
    ['192.168.1.0', 'the network'],
    ['127.255.255.255', 'everybody here'],
    ['169.254.255.255', 'everybody without an address'],
    ['255.255.255.255', 'everybody'],
    ['0.0.0.0', 'nobody'],
    ['224.0.0.1', 'a group'],
    ['fe80::1', 'on no link'],
    ['2001:db8::1%eth0', 'not link-local'],
    ['', 'nothing'],
  ])('not %s, which is %s', (address) => {
    expect(sourceFault({ address, port: 40_000 }, networks)).toBe('off-link')
  })

  it('not the port of a service', () => {
    expect(sourceFault({ address: '192.168.1.200', port: 53 }, networks)).toBe('port')
    expect(sourceFault({ address: '192.168.1.200', port: 1_023 }, networks)).toBe('port')
    expect(sourceFault({ address: '192.168.1.200', port: 1_024 }, networks)).toBe(undefined)
  })

  it('private networks, where the system does not tell which are ours', () => {
    const assumed = lookAround(() => {
      throw new Error('no AF_NETLINK')
    })
    expect(isNeighbour('192.168.77.7', assumed.networks)).toBe(true)
    expect(isNeighbour('8.8.8.8', assumed.networks)).toBe(false)
    expect(addressesFor('192.168.77.7', assumed)).toEqual([])
  })
})

describe('the addresses given to a source', () => {
  it('are those of the interface it asked, never another one', () => {
    expect(addressesFor('192.168.1.200', around)).toEqual(['192.168.1.7', '192.168.1.8'])
    expect(addressesFor('203.0.113.1', around)).toEqual(['203.0.113.7'])
    expect(addressesFor('172.17.0.2', around)).toEqual(['172.17.0.1'])
  })

  it('are loopback for this host only', () => {
    expect(addressesFor('127.0.0.1', around)).toEqual(['127.0.0.1'])
    expect(addressesFor('192.168.1.7', around)).toEqual(['192.168.1.7', '192.168.1.8'])
  })

  it('are of the family that it asked by, without the zone, whose name is nobody else’s', () => {
    const both = surroundings({
      eth0: [info('192.168.1.7', 24), info6('fe80::7', 2)],
      eth1: [info6('fe80::8', 3)],
    })
    expect(addressesFor('fe80::9%eth0', both)).toEqual(['fe80::7'])
    expect(addressesFor('fe80::9%eth9', both)).toEqual([])
    expect(addressesFor('192.168.1.9', both)).toEqual(['192.168.1.7'])
    expect(isThisHost('fe80::7%eth0', both)).toBe(true)
    expect(isThisHost('fe80::7%eth1', both)).toBe(false)
  })

  it('are all but those of bridges where the interface is not known', () => {
    expect(addressesFor('169.254.3.3', around)).toEqual([
      '192.168.1.7',
      '192.168.1.8',
      '203.0.113.7',
      '10.8.0.6',
    ])
  })
})
