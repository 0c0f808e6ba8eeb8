import { describe, expect, it } from 'vitest'
import { surroundings } from '../../../src/transport/discovery/interfaces.ts'
import { addressesAround, sendSlowly, sweepable } from '../../../src/transport/discovery/sweep.ts'
import { handClock, info } from './fakes.ts'

function around(address: string, prefix: number) {
  const { networks, targets } = surroundings({ eth0: [info(address, prefix)] })
  return targets.flatMap((target) => addressesAround(target, networks))
}

describe('a sweep', () => {
  it('is over all addresses of a network but our own', () => {
    expect(around('192.168.1.7', 29)).toEqual([
      '192.168.1.1',
      '192.168.1.2',
      '192.168.1.3',
      '192.168.1.4',
      '192.168.1.5',
      '192.168.1.6',
    ])
    expect(around('10.10.1.3', 24)).toHaveLength(253)
  })

  it('is over the 254 around our own where the network is larger', () => {
    const addresses = around('10.10.1.3', 8)
    expect([addresses.length, addresses[0], addresses.at(-1)]).toEqual([253, '10.10.1.1', '10.10.1.254'])
  })

  it('is not made in a public network', () => {
    expect(around('203.0.113.7', 24)).toEqual([])
  })

  it('is over two networks, and none of a bridge', () => {
    const { targets } = surroundings({
      docker0: [info('172.17.0.1', 16)],
      eth0: [info('192.168.1.7', 24)],
      eth1: [info('10.0.0.7', 24)],
      eth2: [info('10.0.1.7', 24)],
    })
    expect(sweepable(targets).map(({ interface: name }) => name)).toEqual(['eth0', 'eth1'])
  })

  it('sends 32 every 5 ms', async () => {
    const clock = handClock()
    const sent: string[] = []
    sendSlowly(around('10.10.1.3', 24), clock, (address) => sent.push(address))
    expect(sent).toHaveLength(32)
    await clock.forward(5)
    expect(sent).toHaveLength(64)
    await clock.forward(1_000)
    expect(new Set(sent).size).toBe(253)
  })
})
