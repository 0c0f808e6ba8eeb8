import { describe, expect, it } from 'vitest'
import { openHostHub } from '../../../src/transport/discovery/host-hub.ts'
import { fakeUdp, settled } from './fakes.ts'

const query = new Uint8Array(512)

async function hub(host: string, refuse?: (from: string, to: string) => string | undefined) {
  const udp = fakeUdp(refuse)
  const addresses: Readonly<Record<string, string>> = { office: '192.168.1.9', localhost: '127.0.0.1' }
  const resolve = (name: string) => {
    const address = /^[\d.]+$|%/.test(name) ? name : addresses[name]
    return address === undefined ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve(address)
  }
  const opened = await openHostHub({
    host,
    port: 16_667,
    open: udp.open,
    resolve,
  })
  const heard: string[] = []
  opened?.listen((_, { address }) => heard.push(address))
  opened?.ask('address', query)
  await settled()
  return { opened, udp, heard }
}

describe('a hub for one host', () => {
  it('asks that host alone, on the port of discovery', async () => {
    const { udp } = await hub('office')
    expect(udp.sent.map(({ from, to, port }) => [from, to, port])).toEqual([
      ['0.0.0.0', '192.168.1.9', 16_667],
    ])
  })

  it('asks all daemons of this host, of which only one would hear what is sent to its address', async () => {
    const { udp } = await hub('localhost')
    expect(udp.sent.map(({ from, to }) => [from, to])).toEqual([['127.0.0.1', '127.255.255.255']])
  })

  it('asks at a link-local address of IPv6', async () => {
    const { udp } = await hub('fe80::9%eth0')
    expect(udp.sent.map(({ from, to }) => [from, to])).toEqual([['::', 'fe80::9%eth0']])
  })

  it('hears nobody else, and that host on its port only', async () => {
    const { udp, heard } = await hub('192.168.1.9')
    const socket = udp.socketOn('0.0.0.0')
    socket?.heard(query, { address: '192.168.1.9', port: 40_000 })
    socket?.heard(query, { address: '192.168.1.8', port: 16_667 })
    socket?.heard(query, { address: '127.0.0.1', port: 16_667 })
    socket?.heard(query, { address: '192.168.1.9', port: 16_667 })
    expect(heard).toEqual(['192.168.1.9'])
  })

  it('is none for a name without an IPv4 address, nor where no socket can be had', async () => {
    expect((await hub('nowhere')).opened).toBeUndefined()
    expect((await hub('office', () => 'EMFILE')).opened).toBeUndefined()
  })

  it('closes its socket', async () => {
    const { opened, udp } = await hub('office')
    opened?.close()
    expect(udp.socketOn('0.0.0.0')).toBeUndefined()
  })
})
