import { describe, expect } from 'vitest'
import type { Host } from './hosts.ts'
import { generous, looks } from './times.ts'
import { it, reason, skipped } from './together.ts'

/** How fast a room is found: each figure is that of a machine with nothing else to do, held to ten times itself. */

const stateful = (host: Host): void =>
  host.firewall('input', 'drop', 'iif lo accept', 'ct state established,related accept')

const loss = (percent: number): string => `udp dport 16667 numgen random mod 100 < ${percent} drop`

describe.skipIf(reason !== undefined)(`a room is found${skipped}`, () => {
  // T2, T7, T11
  it('in 50 ms on a LAN, in 20 ms where it was, in 250 ms by its neighbours, and in 50 ms with no IPv4', async (network) => {
    const lan = await network.lan('10.10.1')
    const [server, laptop] = [await network.host(lan), await network.host(lan)]
    await server.room('Office')
    const open = await looks(laptop, { times: 20 })
    expect(open.median).toBeLessThan(50 * generous)
    expect(open.p95).toBeLessThan(150 * generous)
    stateful(laptop)
    const cached = await looks(laptop, { times: 5, addresses: ['10.10.1.2'], rungs: ['address'] })
    expect(cached.median).toBeLessThan(20 * generous)
    // Who is in the ARP table there already is asked for by nobody.
    server.start(['sh', '-c', 'while :; do ip neigh flush all; sleep 0.2; done'])
    const near = await looks(laptop, { times: 5, forget: true, pauseMs: 500 })
    expect(near.median).toBeLessThan(250 * generous)
    laptop.run('nft', 'flush', 'ruleset')
    for (const host of [server, laptop]) host.ip('-4', 'addr', 'flush', 'dev', 'eth0')
    const byIpv6 = await looks(laptop, { times: 5 })
    expect(byIpv6.median).toBeLessThan(50 * generous)
  })

  // T3, T4
  it('in 50 ms on each of two LANs, wherever the default route leads', async (network) => {
    const [left, right] = [await network.lan('10.10.1'), await network.lan('10.20.2', 20)]
    const laptop = await network.host(left, right)
    const [one, other] = [await network.host(left), await network.host(right)]
    await Promise.all([one.room('Left'), other.room('Right')])
    for (const route of [undefined, '10.10.1.254', '10.20.2.254']) {
      if (route !== undefined) laptop.ip('route', 'replace', 'default', 'via', route)
      expect((await looks(laptop, { times: 5, rooms: 2 })).median).toBeLessThan(50 * generous)
    }
  })

  // T18
  it('though 10, or 30, of 100 datagrams are lost, in 400 and 1,500 ms 95 times of 100', async (network) => {
    const lan = await network.lan('10.10.1')
    const [server, laptop] = [await network.host(lan), await network.host(lan)]
    await server.room('Office')
    for (const [percent, ms] of [
      [10, 400],
      [30, 1_500],
    ] as const) {
      server.firewall('input', 'accept', loss(percent))
      laptop.firewall('input', 'accept', loss(percent).replace('dport', 'sport'))
      expect((await looks(laptop, { times: 20, pauseMs: 350 })).p95).toBeLessThan(ms * generous)
      for (const host of [server, laptop]) host.run('nft', 'flush', 'ruleset')
    }
  })
})
