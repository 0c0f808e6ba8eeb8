import { describe, expect, it } from 'vitest'
import { openHub } from '../../../src/transport/discovery/hub.ts'
import { lookAround, surroundings } from '../../../src/transport/discovery/interfaces.ts'
import { fakeUdp, info, lo, settled } from './fakes.ts'

const query = new Uint8Array(512)
const look = () => surroundings({ lo: [lo], eth0: [info('192.168.1.7', 24)], eth1: [info('10.0.0.7', 24)] })

async function hub(refuse?: (from: string, to: string) => string | undefined, around = look) {
  const udp = fakeUdp(refuse)
  const opened = await openHub({ port: 16_667, open: udp.open, look: around })
  const heard: string[] = []
  opened.listen((_, { address }) => heard.push(address))
  opened.broadcast(query)
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

  it('leaves no socket behind', async () => {
    const { opened, udp } = await hub()
    opened.close()
    expect(udp.sockets).toEqual([])
  })
})
