import { describe, expect, it } from 'vitest'
import { encodeDns } from '../../../../src/protocol/dns/encode.ts'
import { surroundings } from '../../../../src/transport/discovery/interfaces.ts'
import { openNets } from '../../../../src/transport/discovery/mdns/nets.ts'
import { fakeUdp, handClock, info, info6, lo, settled } from '../fakes.ts'
import { ownQuestion } from './samples.ts'

const [ipv4, link] = ['224.0.0.251', 'ff02::fb%eth0']

async function nets() {
  /** Groups that the system says we are in already. */
  let isIn = (_on: string): boolean => false
  let broken: string | undefined
  const udp = fakeUdp((from, to) =>
    to !== '' && isIn(to) ? 'EADDRINUSE' : broken === from ? 'EADDRINUSE' : undefined,
  )
  const lines: string[] = []
  const host: Parameters<typeof surroundings>[0] = {
    lo: [lo],
    eth0: [info('10.10.1.2', 24), info6('fe80::2', 2)],
    eth1: [info('10.20.2.2', 24)],
  }
  const clock = handClock()
  const opened = openNets({
    open: udp.open,
    clock,
    heard: (_, source, on) => lines.push(`heard ${source.address} on ${on.interface}`),
    opened: (on) => lines.push(`opened ${on.bind}`),
    closed: (on) => lines.push(`closed ${on.bind}`),
    tell: (on, code) => code !== undefined && lines.push(`${on.bind} ${code}`),
  })
  const follow = () => opened.follow(surroundings(host))
  await follow()
  isIn = () => true
  const hear = (socket: string, address: string, port = 5_353) =>
    udp.socketOn(socket)?.heard(encodeDns(ownQuestion), { address, port })
  return {
    opened,
    udp,
    lines,
    host,
    clock,
    follow,
    hear,
    remake: (on: string) => (isIn = (to) => to !== on),
    breakAll: (address: string) => (broken = address),
  }
}

describe('the networks on which multicast DNS is spoken', () => {
  it('have one socket of IPv4 and one for each link, that nothing but the group reaches; none is on loopback', async () => {
    const { udp, lines } = await nets()
    const said = udp.sockets.map(({ address, port, shared, mostHops }) => [address, port, shared, mostHops])
    expect(said).toHaveLength(2)
    expect(said).toContainEqual([ipv4, 5_353, true, true])
    expect(said).toContainEqual([link, 5_353, true, true])
    expect(new Set(udp.joined)).toEqual(
      new Set(['224.0.0.251 10.10.1.2', 'ff02::fb ::%eth0', '224.0.0.251 10.20.2.2']),
    )
    expect(new Set(lines)).toEqual(new Set(['opened 10.10.1.2', 'opened fe80::2%eth0', 'opened 10.20.2.2']))
  })

  it('hear each who is at home there, though the system does not say where it came in', async () => {
    const { hear, lines } = await nets()
    lines.length = 0
    hear(ipv4, '10.20.2.9')
    hear(link, 'fe80::9%eth0')
    expect(lines).toEqual(['heard 10.20.2.9 on eth1', 'heard fe80::9%eth0 on eth0'])
  })

  it('hear who is in no network of ours, which may be on the same cable, on each', async () => {
    const { hear, lines } = await nets()
    lines.length = 0
    hear(ipv4, '10.99.9.9')
    expect(lines).toEqual(['heard 10.99.9.9 on eth0', 'heard 10.99.9.9 on eth1'])
  })

  it('hear nobody from another link, from another port, or without end', async () => {
    const { hear, lines } = await nets()
    lines.length = 0
    hear(link, 'fe80::9%eth1')
    hear(ipv4, '10.10.1.9', 40_000)
    for (let n = 0; n < 200; n++) hear(ipv4, '10.10.1.9')
    expect(lines).toHaveLength(50)
    for (let n = 0; n < 2_000; n++) hear(ipv4, `10.10.1.${n % 250}`)
    expect(lines).toHaveLength(500)
  })

  it('come, go, and come back under the same name', async () => {
    const { follow, host, lines, remake, udp } = await nets()
    await follow()
    expect(lines).toHaveLength(3)
    lines.length = 0
    delete host['eth1']
    await follow()
    expect(lines).toEqual(['closed 10.20.2.2'])
    remake('10.10.1.2')
    await follow()
    expect(lines.slice(1)).toEqual(['closed 10.10.1.2', 'opened 10.10.1.2'])
    expect(udp.sockets).toHaveLength(2)
  })

  it('are none where somebody has the port for itself, which is said, and tried again', async () => {
    const { follow, host, lines, breakAll, opened, udp } = await nets()
    opened.close()
    await settled()
    expect(udp.sockets).toEqual([])
    breakAll('224.0.0.251')
    delete host['eth1']
    lines.length = 0
    await follow()
    expect(lines).toContain('10.10.1.2 EADDRINUSE')
  })
})
