import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lookAround, surroundings } from '../../../src/transport/discovery/interfaces.ts'
import { info, lo } from './fakes.ts'

/** Counts in bits, where the code under test has masks. */
function broadcastByBits(address: string, prefix: number): string {
  const bits = address
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('')
  const filled = bits.slice(0, prefix).padEnd(32, '1')
  return [0, 8, 16, 24].map((at) => Number.parseInt(filled.slice(at, at + 8), 2)).join('.')
}

describe('the networks around a host', () => {
  it('each have their own broadcast address', () => {
    const cidr = fc.tuple(
      fc.ipV4().filter((address) => !address.startsWith('127.')),
      fc.integer({ min: 1, max: 30 }),
    )
    fc.assert(
      fc.property(cidr, ([address, prefix]) => {
        expect(surroundings({ eth0: [info(address, prefix)] }).targets).toMatchObject([
          {
            rung: 'broadcast',
            interface: 'eth0',
            bind: address,
            to: ['255.255.255.255', broadcastByBits(address, prefix)],
          },
        ])
      }),
      { numRuns: 200 },
    )
  })

  it('are one socket for each address, and loopback for the daemons of this host', () => {
    const { targets } = surroundings({
      lo: [lo],
      eth0: [info('192.168.1.7', 24)],
      eth1: [info('10.0.0.7', 16)],
    })
    expect(targets.map(({ bind, to }) => [bind, ...to])).toEqual([
      ['127.0.0.1', '127.255.255.255'],
      ['192.168.1.7', '255.255.255.255', '192.168.1.255'],
      ['10.0.0.7', '255.255.255.255', '10.0.255.255'],
    ])
  })

  it('are asked once where an interface has two addresses in one', () => {
    const { targets, networks } = surroundings({
      eth0: [info('192.168.1.7', 24), info('192.168.1.8', 24)],
    })
    expect(targets).toHaveLength(1)
    expect(networks).toHaveLength(2)
  })

  it.each([
    ['a /31', info('10.0.0.1', 31)],
    ['a /32', info('10.8.0.6', 32)],
    ['one without a MAC', info('10.8.0.6', 24, { mac: '00:00:00:00:00:00' })],
    ['an internal one', info('10.8.0.6', 24, { internal: true })],
  ])('are not sent to where they are %s', (_, entry) => {
    expect(surroundings({ tun0: [entry] }).targets).toEqual([])
  })

  it('are assumed where the system does not tell them', () => {
    const around = lookAround(() => {
      throw new Error('Unknown system error 97')
    })
    expect(around.fault).toContain('97')
    expect(around.targets.map(({ bind }) => bind)).toEqual(['127.0.0.1', '0.0.0.0'])
  })

  it('are bounded, however many containers run', () => {
    const many = Array.from({ length: 300 }, (_, i) => [`br-${i}`, [info(`10.1.${i % 256}.1`, 24)]])
    expect(surroundings(Object.fromEntries(many)).targets).toHaveLength(64)
  })
})
