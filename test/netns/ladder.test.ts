import { describe, expect } from 'vitest'
import { type Host, type Network } from './hosts.ts'
import { look, talk, until } from './look.ts'
import { looks } from './times.ts'
import { it, reason, skipped } from './together.ts'

/** What keeps others from finding a room: firewalls, no IPv4, two networks on one cable, a bridge on every host. */

/** A server and a laptop on one LAN. */
async function two(network: Network): Promise<{ server: Host; laptop: Host; net: string }> {
  const lan = await network.lan('10.10.1')
  const [server, laptop] = [await network.host(lan), await network.host(lan)]
  return { server, laptop, net: '10.10.1' }
}

/** Nothing comes in but what answers (conntrack); that is how ufw and firewalld begin. */
const stateful = (host: Host): void =>
  host.firewall('input', 'drop', 'iif lo accept', 'ct state established,related accept')

const office = ['Office', '10.10.1.2:16667', '10.10.1.2']

describe.skipIf(reason !== undefined)(`a room is found${skipped}`, () => {
  // T9: the server knows the laptop, so its answers are preceded by nothing that makes it a neighbour.
  it('by the sweep, where the firewall here is stateful and the server has the laptop in its ARP table', async (network) => {
    const { server, laptop } = await two(network)
    const mac = /ether (\S+)/.exec(laptop.ip('link', 'show', 'eth0'))?.[1] ?? ''
    // The last one of all: those before it do not answer, and what is sent to them waits for that.
    server.ip('addr', 'flush', 'dev', 'eth0', 'scope', 'global')
    server.ip('addr', 'add', '10.10.1.254/24', 'brd', '+', 'dev', 'eth0')
    await server.room('Office')
    server.ip('neigh', 'add', '10.10.1.3', 'lladdr', mac, 'nud', 'permanent', 'dev', 'eth0')
    stateful(laptop)
    laptop.firewall(
      'output',
      'accept',
      'oifname eth0 udp dport 16667 ip daddr != { 255.255.255.255, 10.10.1.255 } counter',
    )
    expect(await look(laptop, '3s')).toEqual([['Office', '10.10.1.254:16667', '10.10.1.254']])
    const [, asked] = /counter packets (\d+)/.exec(laptop.run('nft', 'list', 'ruleset')) ?? []
    // And what the neighbours are asked three times, of whom there may be one.
    expect(Number(asked)).toBeLessThanOrEqual(254 + 3)
  })

  // T7
  it('by its neighbours, where the firewall here is stateful; and the next time where it was', async (network) => {
    const { server, laptop } = await two(network)
    await server.room('Office')
    stateful(laptop)
    expect(await look(laptop)).toEqual([office])
    const said = laptop.earshot('send', '--nick', 'dan', 'hello')
    expect(await said.ended).toMatchObject({ code: 0, err: '' })
    const { code, out, err } = await laptop.earshot('doctor').ended
    expect(code).toBe(0)
    expect(out).toMatch(/everybody, by IPv4\n.*\n  -> no answer\n/)
    expect(out).toMatch(
      /one by one\n  eth0: 10\.10\.1\.2\n  -> "Office" at 10\.10\.1\.2:16667 in [\d.]+ ms\n/,
    )
    expect(err).toContain('there is nothing to do')
    laptop.ip('neigh', 'flush', 'all')
    expect(await laptop.earshot('send', '--nick', 'dan', 'again').ended).toMatchObject({ code: 0, err: '' })
  })

  // T11
  it('joined and talked in with no IPv4 at all', async (network) => {
    const { server, laptop } = await two(network)
    for (const host of [server, laptop]) host.ip('-4', 'addr', 'flush', 'dev', 'eth0')
    await server.room('Office')
    const [row] = await look(laptop, '4s')
    expect(row).toEqual(['Office', expect.stringMatching(/^fe80::[\da-f:]+%eth0:16667$/)])
    await talk(laptop, server)
  })

  // T12
  it('by IPv6 where two networks of IPv4 are on one cable', async (network) => {
    const { server, laptop } = await two(network)
    laptop.ip('addr', 'flush', 'dev', 'eth0', 'scope', 'global')
    laptop.ip('addr', 'add', '10.99.9.9/24', 'dev', 'eth0')
    await server.room('Office')
    expect(await look(laptop)).toEqual([['Office', expect.stringMatching(/^fe80::[\da-f:]+%eth0:16667$/)]])
    await talk(laptop, server)
  })

  // T26: as in a service that may not use AF_NETLINK.
  it('where neither side can list its interfaces: by the default route, and where it was', async (network) => {
    const { server, laptop } = await two(network)
    const refused = `import os from 'node:os'; import { syncBuiltinESMExports } from 'node:module';
      os.networkInterfaces = () => { throw new Error('Unknown system error 97') }; syncBuiltinESMExports()`
    for (const host of [server, laptop]) host.preload = ['--import', `data:text/javascript,${refused}`]
    await server.room('Office')
    laptop.ip('route', 'add', 'default', 'via', '10.10.1.254')
    expect(await look(laptop)).toEqual([office])
    await talk(laptop, server)
    // Without that route nothing can be sent to everybody.
    laptop.ip('route', 'del', 'default')
    expect(await look(laptop)).toEqual([office])
  })

  // T16
  it('at its own address where every host has a bridge of the same one', async (network) => {
    const { server, laptop } = await two(network)
    for (const host of [server, laptop]) {
      host.ip('link', 'add', 'docker0', 'type', 'bridge')
      host.ip('addr', 'add', '172.17.0.1/16', 'brd', '+', 'dev', 'docker0')
      host.ip('link', 'set', 'docker0', 'up')
    }
    await server.room('Office')
    expect(await look(laptop)).toEqual([office])
    await talk(laptop, server)
  })

  // T10
  it('on one of two LANs where nothing may be sent on the other, which is said once', async (network) => {
    const [left, right] = [await network.lan('10.10.1'), await network.lan('10.20.2', 20)]
    const [laptop, server] = [await network.host(left, right), await network.host(right)]
    await server.room('Lab')
    laptop.firewall('output', 'accept', 'oifname eth0 udp dport 16667 drop')
    const { out, err } = await laptop.earshot('discover', '--timeout', '3s').ended
    expect(out).toContain('10.20.2.3:16667')
    expect(err).toBe('could not ask on eth0: EPERM\n')
  })

  // T6: the port of one host; unicast reaches the last bound.
  it('with all others of its host by one address, also when the last one was killed', async (network) => {
    const { server, laptop } = await two(network)
    const rooms = []
    for (const name of ['A', 'B', 'C', 'D', 'E']) rooms.push(await server.room(name, '--port', '0'))
    stateful(laptop)
    const names = async (on = laptop): Promise<unknown> => (await look(on)).map(([room]) => room)
    for (const on of [laptop, server]) expect(await names(on)).toEqual(['A', 'B', 'C', 'D', 'E'])
    rooms.at(-1)?.child.kill('SIGKILL')
    await rooms.at(-1)?.ended
    expect(await names()).toEqual(['A', 'B', 'C', 'D'])
  })

  // T14 and T15, as the daemon sees them.
  it('on a network that came after it, was made anew with the same address, and has another address', async (network) => {
    const lan = await network.lan('10.10.1')
    const [server, laptop] = [await network.host(), await network.host(lan)]
    await server.room('Office')
    for (const time of ['first', 'anew', 'by IPv6 alone']) {
      await lan.plug(server, 'eth0')
      if (time === 'by IPv6 alone') server.ip('-4', 'addr', 'flush', 'dev', 'eth0')
      await until(
        () => look(laptop, '2s'),
        (rows) => rows.length === 1,
      )
      if (time === 'anew') await looks(laptop, { times: 1, rungs: ['mdns'] })
      server.ip('link', 'del', 'eth0')
    }
    const address = await lan.plug(server, 'eth0')
    server.ip('addr', 'flush', 'dev', 'eth0', 'scope', 'global')
    server.ip('addr', 'add', '10.10.1.77/24', 'brd', '+', 'dev', 'eth0')
    expect(address).not.toBe('10.10.1.77')
    await until(
      () => look(laptop, '2s'),
      ([row]) => row?.[1] === '10.10.1.77:16667',
    )
  })
})

describe.skipIf(reason !== undefined)(`who watches${skipped}`, () => {
  // T19, and T2 as it lasts. A room that is killed is gone after its ttl: test/client/seek.test.ts.
  it('sees a room that comes, also by a cable that is plugged in later, and goes at its goodbye', async (network) => {
    const lan = await network.lan('10.10.1')
    const [server, laptop] = [await network.host(lan), await network.host()]
    const watch = laptop.earshot('discover', '--watch', '--json')
    const own = await laptop.room('Own', '--port', '0')
    await watch.says('"room":"Own"')
    const office = await server.room('Office')
    await lan.plug(laptop, 'eth0')
    await watch.says('"room":"Office"')
    // T15
    server.ip('addr', 'flush', 'dev', 'eth0', 'scope', 'global')
    server.ip('addr', 'add', '10.10.1.77/24', 'brd', '+', 'dev', 'eth0')
    await watch.says(
      /"room":"Office","host":"10\.10\.1\.77","port":16667,"addresses":\["10\.10\.1\.77","fe80[^"]*"\]/,
    )
    office.child.kill('SIGTERM')
    await watch.says(/"type":"gone","id":"[a-z2-7]+","room":"Office"/)
    own.child.kill('SIGTERM')
    await watch.says(/"type":"gone","id":"[a-z2-7]+","room":"Own"/)
    watch.child.kill('SIGINT')
    expect((await watch.ended).code).toBe(130)
  })
})

describe.skipIf(reason !== undefined)(`a room that cannot be reached${skipped}`, () => {
  // T12
  it('is told of by mDNS where two networks of IPv4 are on one cable and there is no IPv6, and doctor says so', async (network) => {
    const { server, laptop } = await two(network)
    const noIpv6 = 'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6'
    for (const host of [server, laptop]) host.run('sh', '-c', noIpv6)
    laptop.ip('addr', 'flush', 'dev', 'eth0', 'scope', 'global')
    laptop.ip('addr', 'add', '10.99.9.9/24', 'dev', 'eth0')
    await server.room('Office')
    const { code, err } = await laptop.earshot('doctor').ended
    expect(code).toBe(3)
    expect(err).toContain('on this cable at 10.10.1.2:16667, but in another network than this computer')
  })

  // T13
  it('is not found where the access point keeps its guests apart, and what to do is said', async (network) => {
    const lan = await network.lan('10.10.1')
    const [server, laptop] = [await network.host(lan), await network.host(lan)]
    for (const host of [server, laptop]) lan.keepApart(host)
    await server.room('Office')
    const { code, err } = await laptop.earshot('discover').ended
    expect(code).toBe(3)
    expect(err).toContain('earshot --host')
    const { code: found, err: advice } = await laptop.earshot('doctor').ended
    expect(found).toBe(3)
    expect(advice).toContain('sudo ufw allow 16667')
    expect(advice).toContain('AP isolation')
  })
})
