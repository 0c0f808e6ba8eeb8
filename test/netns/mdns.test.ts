import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect } from 'vitest'
import { startAvahi, whyNoAvahi } from './avahi.ts'
import type { Host } from './hosts.ts'
import { look, until } from './look.ts'
import { generous, looks } from './times.ts'
import { it, reason } from './together.ts'

/** Multicast DNS: what other programs see of a room, and what it finds where nothing else does. */

const whyNot = reason ?? whyNoAvahi()
const skipped = whyNot === undefined ? '' : ` (skipped: ${whyNot})`
const office = ['Office', '10.10.1.2:16667', '10.10.1.2']

/** Whether one of the rows begins so. */
const isIn = (rows: readonly string[], start: string): boolean => rows.some((row) => row.startsWith(start))

/** What a daemon has noted of one kind. */
const noted = (host: Host, room: string, evt: string): unknown[] =>
  readFileSync(join(host.stateOf(room), 'log', 'earshot.log'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(`"${evt}"`))

describe.skipIf(whyNot !== undefined)(`avahi lists a room${skipped}`, () => {
  // T24, and of T14 what is of mDNS.
  it('on each LAN, beside what avahi itself publishes on the same host, and on one that came later', async (network) => {
    const [left, right] = [await network.lan('10.10.1'), await network.lan('10.20.2', 20)]
    const laptop = await network.host(left, right)
    const [one, other] = [await network.host(left), await network.host()]
    const [seen, theirs] = await Promise.all([
      startAvahi(laptop, ['host-name=laptop']),
      startAvahi(one, ['host-name=one']),
    ])
    await Promise.all([
      one.room('Mr. Smith v1.2'),
      other.room('Lab'),
      theirs.publish('Laser', '_ipp._tcp', 631),
    ])
    const smith = 'eth0 IPv4 Mr\\.\\032Smith\\032v1\\.2 10.10.1.3 16667 "ws=1" "fp='
    await until(
      () => seen.browse('_irc._tcp'),
      (rows) => isIn(rows, smith),
    )
    expect(isIn(await seen.browse('_ipp._tcp'), 'eth0 IPv4 Laser 10.10.1.3 631')).toBe(true)
    expect(isIn(await theirs.browse('_ircs-u._tcp'), smith)).toBe(true)
    expect(noted(one, 'Mr. Smith v1.2', 'discovery.interface-failed')).toEqual([])
    await right.plug(other, 'eth0')
    const lab = 'eth1 IPv4 Lab 10.20.2.3 16667 "ws=1" "fp='
    await until(
      () => seen.browse('_irc._tcp'),
      (rows) => isIn(rows, lab) && isIn(rows, smith),
    )
    expect((await seen.browse('_http._tcp')).filter((row) => row.includes('IPv4'))).toHaveLength(2)
  })

  it('that two computers call alike by two names', async (network) => {
    const lan = await network.lan('10.10.1')
    const [laptop, one, other] = [await network.host(lan), await network.host(lan), await network.host(lan)]
    const seen = await startAvahi(laptop, ['host-name=laptop'])
    await Promise.all([one.room('Office'), other.room('Office')])
    const names = async (): Promise<string[]> =>
      (await seen.browse('_irc._tcp'))
        .filter((row) => row.includes('IPv4'))
        .map((row) => row.split(' ')[2] ?? '')
    await until(
      names,
      (found) =>
        found.includes('Office') && found.some((name) => /^Office\\032\\040[a-z2-7]{8}\\041$/.test(name)),
    )
  })

  it('that it publishes itself where it lets nobody else speak multicast DNS', async (network) => {
    const lan = await network.lan('10.10.1')
    const [server, laptop] = [await network.host(lan), await network.host(lan)]
    const file = fileURLToPath(new URL('../../share/avahi/earshot.service', import.meta.url))
    await startAvahi(server, ['host-name=server', 'disallow-other-stacks=yes'], file)
    await server.room('Office')
    await looks(laptop, { times: 1, rungs: ['mdns'] })
    expect(noted(server, 'Office', 'discovery.interface-failed')).toHaveLength(2)
  })
})

describe.skipIf(reason !== undefined)(
  `by mDNS a room is found${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  () => {
    // T8: here and there a firewall, of which the one there keeps out what is sent to everybody on the port of discovery.
    it('where nothing else finds it', async (network) => {
      const lan = await network.lan('10.10.1')
      const [server, laptop] = [await network.host(lan), await network.host(lan)]
      server.firewall('input', 'accept', 'udp dport 16667 meta pkttype { broadcast, multicast } drop')
      const forMdns = [
        'ip daddr 224.0.0.251 udp dport 5353 accept',
        'ip6 daddr ff02::fb udp dport 5353 accept',
      ]
      const forLinks = 'icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept'
      laptop.firewall(
        'input',
        'drop',
        'iif lo accept',
        'ct state established,related accept',
        forLinks,
        ...forMdns,
      )
      await server.room('Office')
      const { p95 } = await looks(laptop, {
        times: 4,
        rungs: ['loopback', 'broadcast', 'multicast', 'mdns'],
        pauseMs: 1_200,
      })
      expect(p95).toBeLessThan(400 * generous)
      const { out, code } = await laptop.earshot('doctor').ended
      expect(code).toBe(0)
      expect(out).toMatch(/everybody, by IPv4\n.*\n  -> no answer\n/)
      expect(out).toMatch(/everybody, by mDNS\n(?: .*\n)+  -> "Office" at .* in [\d.]+ ms\n/)
    })

    // T25
    it('whose port of discovery another program has for itself, which it and doctor say', async (network) => {
      const lan = await network.lan('10.10.1')
      const [server, laptop] = [await network.host(lan), await network.host(lan)]
      const holder = server.node(
        '-e',
        'require("dgram").createSocket("udp4").bind(16667, () => console.log("bound"))',
      )
      await holder.says('bound')
      await server.room('Office')
      expect(await look(laptop, '2s')).toEqual([office])
      expect(await laptop.earshot('send', '--nick', 'dan', 'hello').ended).toMatchObject({ code: 0, err: '' })
      expect(noted(server, 'Office', 'discovery.port-taken')).toHaveLength(1)
      const { err } = await server.earshot('doctor').ended
      expect(err).toMatch(/node \(pid \d+\) has UDP port 16667 of this computer for itself/)
    })
  },
)
