import { describe, expect, it } from 'vitest'
import { encodeDns } from '../../../src/protocol/dns/encode.ts'
import { openHub } from '../../../src/transport/discovery/hub.ts'
import { lookAround, surroundings } from '../../../src/transport/discovery/interfaces.ts'
import { fakeUdp, handClock, info, info6, lo, settled } from './fakes.ts'
import { announcement, office } from './mdns/samples.ts'

const query = new Uint8Array(512)
const look = () => surroundings({ lo: [lo], eth0: [info('192.168.1.7', 24)], eth1: [info('10.0.0.7', 24)] })

async function hub(refuse?: (from: string, to: string) => string | undefined, around = look) {
  const udp = fakeUdp(refuse)
  const opened = await openHub({ port: 16_667, open: udp.open, look: around })
  const heard: string[] = []
  opened.listen((_, { address }) => heard.push(address))
  for (const rung of ['loopback', 'broadcast', 'multicast'] as const) opened.ask(rung, query)
  await settled()
  return { opened, udp, heard }
}

describe('a hub', () => {
  it('asks on every network from its own address, and on this host', async () => {
    const { opened, udp } = await hub()
    expect(udp.sent.map(({ from, to, port }) => [from, to, port])).toEqual([
      ['127.0.0.1', '127.255.255.255', 16_667],
      ['192.168.1.7', '255.255.255.255', 16_667],
      ['192.168.1.7', '192.168.1.255', 16_667],
      ['10.0.0.7', '255.255.255.255', 16_667],
      ['10.0.0.7', '10.0.0.255', 16_667],
    ])
    expect(opened.asked()).toEqual(['127.255.255.255', '192.168.1.255', '10.0.0.255'])
    expect(opened.problems()).toEqual([])
  })

  it('hears daemons, which answer from their port, and nobody outside', async () => {
    const { udp, heard } = await hub()
    const socket = udp.socketOn('192.168.1.7')
    socket?.heard(query, { address: '192.168.1.9', port: 16_667 })
    socket?.heard(query, { address: '192.168.1.9', port: 40_000 })
    socket?.heard(query, { address: '8.8.8.8', port: 16_667 })
    expect(heard).toEqual(['192.168.1.9'])
  })

  it('asks the others when an interface cannot be bound or sent on', async () => {
    const { opened } = await hub((from, to) =>
      from === '192.168.1.7' ? 'EADDRNOTAVAIL' : from === '10.0.0.7' && to !== '' ? 'EPERM' : undefined,
    )
    expect(opened.asked()).toEqual(['127.255.255.255'])
    expect(opened.problems()).toEqual([
      { interface: 'eth0', code: 'EADDRNOTAVAIL' },
      { interface: 'eth1', code: 'EPERM' },
    ])
  })

  it('sees no problem while one of two broadcast addresses works', async () => {
    const { opened } = await hub((_, to) => (to === '255.255.255.255' ? 'EACCES' : undefined))
    expect(opened.problems()).toEqual([])
  })

  it('lists the interface whose socket fails later', async () => {
    const { opened, udp } = await hub()
    udp.socketOn('10.0.0.7')?.failed(Object.assign(new Error('gone'), { code: 'ENETDOWN' }))
    expect(opened.problems()).toEqual([{ interface: 'eth1', code: 'ENETDOWN' }])
  })

  it('asks this host and the default route where interfaces cannot be listed', async () => {
    const { opened } = await hub(undefined, () =>
      lookAround(() => {
        throw new Error('no AF_NETLINK')
      }),
    )
    expect(opened.asked()).toEqual(['127.255.255.255', '255.255.255.255'])
  })

  it('asks by IPv6 on each link, from the address that it gave itself', async () => {
    const { udp, heard } = await hub(undefined, () => surroundings({ eth0: [info6('fe80::7', 2)] }))
    expect(udp.sent.map(({ from, to }) => [from, to])).toEqual([['fe80::7%eth0', 'ff12::8000:411b%eth0']])
    udp.socketOn('fe80::7%eth0')?.heard(query, { address: 'fe80::9%eth0', port: 16_667 })
    expect(heard).toEqual(['fe80::9%eth0'])
  })

  it('asks where rooms were before, each by the network that it is on', async () => {
    const udp = fakeUdp()
    const around = () => surroundings({ eth0: [info('192.168.1.7', 24), info6('fe80::7', 2)] })
    const addresses = ['192.168.1.9', '10.0.0.9', 'fe80::9%eth0', 'fe80::9%eth1', '192.168.1.10']
    const opened = await openHub({ port: 16_667, open: udp.open, look: around, addresses })
    opened.ask('address', query)
    await settled()
    expect(udp.sent.map(({ from, to }) => [from, to])).toEqual([
      ['192.168.1.7', '192.168.1.9'],
      ['fe80::7%eth0', 'fe80::9%eth0'],
    ])
  })

  it('asks where rooms were before, and all around them, by the default route where interfaces cannot be listed', async () => {
    const udp = fakeUdp()
    const around = () =>
      lookAround(() => {
        throw new Error('no AF_NETLINK')
      })
    const opened = await openHub({ port: 16_667, open: udp.open, look: around, addresses: ['192.168.1.9'] })
    opened.ask('address', query)
    await settled()
    expect(udp.sent.map(({ from, to }) => [from, to])).toEqual([
      ['0.0.0.0', '192.168.1.9'],
      ['0.0.0.0', '192.168.1.255'],
    ])
  })

  it('asks by multicast DNS, and then alone each place of our networks that it is told, at the port that it is told', async () => {
    const udp = fakeUdp((_, to) => (to === '192.168.1.7' && udp.joined.length > 0 ? 'EADDRINUSE' : undefined))
    const around = () => surroundings({ eth0: [info('192.168.1.7', 24)] })
    const opened = await openHub({ port: 16_667, open: udp.open, look: around, mdns: true })
    const heard: string[] = []
    opened.listen((_, { address }) => heard.push(address))
    opened.ask('mdns', query)
    await settled()
    expect(udp.sent.map(({ to, port }) => [to, port])).toEqual([['224.0.0.251', 5_353]])
    const said = announcement({ ...office, udpPort: 40_000 }, '192.168.1.9', '10.0.0.9')
    udp.socketOn('224.0.0.251')?.heard(encodeDns(said), { address: '192.168.1.9', port: 5_353 })
    await settled()
    expect(udp.sent.slice(1).map(({ from, to, port }) => [from, to, port])).toEqual([
      ['192.168.1.7', '192.168.1.9', 40_000],
    ])
    const socket = udp.socketOn('192.168.1.7')
    for (const port of [40_000, 40_001]) socket?.heard(query, { address: '192.168.1.9', port })
    expect(heard).toEqual(['192.168.1.9'])
    opened.ask('mdns', query)
    await settled()
    expect(udp.sent.map(({ to }) => to)).toEqual(['224.0.0.251', '192.168.1.9', '192.168.1.9'])
    opened.close()
    await settled()
    expect(udp.sockets).toEqual([])
  })

  it('asks its neighbours, those first who are new since it began, and then everybody around', async () => {
    const udp = fakeUdp()
    const clock = handClock()
    const around = () => surroundings({ eth0: [info('192.168.1.7', 24)] })
    const known = [{ address: '192.168.1.8', interface: 'eth0' }]
    const neighbours = () => Promise.resolve(known)
    const opened = await openHub({ port: 16_667, open: udp.open, look: around, neighbours, clock })
    known.unshift({ address: '192.168.1.9', interface: 'eth0' })
    opened.ask('neighbours', query)
    await settled()
    opened.ask('sweep', query)
    await clock.forward(1_000)
    const to = udp.sent.map(({ to }) => to)
    expect(to.slice(0, 3)).toEqual(['192.168.1.9', '192.168.1.8', '192.168.1.1'])
    expect(to).toHaveLength(2 + 253)
  })

  it('opens anew what cannot send on a link, which may be another one of that name', async () => {
    let isStale = true
    const around = () => surroundings({ eth0: [info6('fe80::7', 2)] })
    const { opened, udp } = await hub(
      (_, to) => (isStale && to.startsWith('ff12') ? 'ENODEV' : undefined),
      around,
    )
    const first = udp.socketOn('fe80::7%eth0')
    expect(first).toBe(undefined)
    isStale = false
    opened.ask('multicast', query)
    await settled()
    expect(udp.sent.map(({ to }) => to)).toEqual(['ff12::8000:411b%eth0'])
  })

  it('lists no problem of an interface that went', async () => {
    const host = { eth0: [info('192.168.1.7', 24)] }
    const { opened } = await hub(
      () => 'EPERM',
      () => surroundings(host),
    )
    expect(opened.problems()).toEqual([{ interface: 'eth0', code: 'EPERM' }])
    host.eth0 = []
    opened.ask('broadcast', query)
    await settled()
    expect(opened.problems()).toEqual([])
  })

  it('asks on an interface that came later, and no more on one that went', async () => {
    const host = { eth0: [info('192.168.1.7', 24)], eth1: [info('10.0.0.7', 24)] }
    const { opened, udp } = await hub(undefined, () => surroundings(host))
    host.eth0 = []
    host.eth1 = [info('10.0.1.7', 24)]
    opened.ask('broadcast', query)
    await settled()
    expect(udp.sockets.map(({ address }) => address)).toEqual(['10.0.1.7'])
    expect(udp.sent.at(-1)?.to).toBe('10.0.1.255')
  })

  it('hears announcements where it is told to, from any port, and nobody outside', async () => {
    const udp = fakeUdp()
    const opened = await openHub({ port: 16_667, open: udp.open, look, announcements: true })
    const heard: string[] = []
    opened.listen((_, { address }) => heard.push(address))
    for (const address of ['192.168.1.9', '8.8.8.8'])
      udp.socketOn('255.255.255.255')?.heard(query, { address, port: 40_000 })
    expect(heard).toEqual(['192.168.1.9'])
    opened.close()
    expect(udp.sockets).toEqual([])
  })

  it('leaves no socket behind', async () => {
    const { opened, udp } = await hub()
    opened.close()
    expect(udp.sockets).toEqual([])
  })
})
