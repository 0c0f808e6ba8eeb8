import { describe, expect, it } from 'vitest'
import { openEars } from '../../../src/transport/discovery/ears.ts'
import { surroundings } from '../../../src/transport/discovery/interfaces.ts'
import { fakeUdp, info, info6 } from './fakes.ts'

async function ears(refuse?: (from: string, to: string) => string | undefined, bind?: string) {
  const udp = fakeUdp(refuse)
  const troubles: string[] = []
  const opened = await openEars({
    port: 16_667,
    bind,
    open: udp.open,
    taken: (port) => troubles.push(`taken, ${port} instead`),
    heard: () => undefined,
    failed: () => undefined,
    trouble: (name, code) => troubles.push(`${name} ${code}`),
  })
  const { targets } = surroundings({ eth0: [info('192.168.1.7', 24), info6('fe80::7', 2)] })
  return { opened, udp, troubles, targets }
}

describe('what a daemon hears with', () => {
  it('is the port of both families, never bound to one address, and answers leave by it', async () => {
    const { opened, udp } = await ears()
    expect(udp.sockets.map(({ address, port, shared }) => [address, port, shared])).toEqual([
      ['0.0.0.0', 16_667, true],
      ['::', 16_667, true],
    ])
    await opened.send(new Uint8Array(1), 40_000, 'fe80::9%eth0')
    await opened.send(new Uint8Array(1), 40_000, '192.168.1.9')
    expect(udp.sent.map(({ from, to }) => [from, to])).toEqual([
      ['::', 'fe80::9%eth0'],
      ['0.0.0.0', '192.168.1.9'],
    ])
    opened.close()
    expect(udp.sockets).toEqual([])
  })

  it('is in the group on each interface, and a second time is no trouble', async () => {
    let isIn = false
    const { opened, udp, troubles, targets } = await ears((_, to) =>
      to === '::%eth0' && isIn ? 'EADDRINUSE' : undefined,
    )
    opened.join(targets)
    isIn = true
    opened.join(targets)
    expect(udp.joined).toEqual(['ff12::8000:411b ::%eth0'])
    expect(troubles).toEqual([])
  })

  it('says once that a group cannot be joined', async () => {
    const { opened, troubles, targets } = await ears((_, to) => (to === '::%eth0' ? 'ENODEV' : undefined))
    opened.join(targets)
    opened.join(targets)
    expect(troubles).toEqual(['eth0 (IPv6) ENODEV'])
  })

  it('is a free port where the usual one is taken by who shares it with nobody, and a failure where there is none', async () => {
    let isFirst = true
    const { opened, troubles } = await ears(() => {
      const code = isFirst ? 'EADDRINUSE' : undefined
      isFirst = false
      return code
    })
    expect(opened.port).not.toBe(16_667)
    expect(troubles).toEqual([`taken, ${opened.port} instead`])
    await expect(ears(() => 'EADDRINUSE')).rejects.toThrow('EADDRINUSE')
    await expect(ears(() => 'EACCES')).rejects.toThrow('EACCES')
  })

  it('is IPv4 alone where there is no IPv6, where its port is taken, and where chat does not listen there', async () => {
    const without = await ears((from) => (from === '::' ? 'EAFNOSUPPORT' : undefined))
    const taken = await ears((from) => (from === '::' ? 'EADDRINUSE' : undefined))
    const bound = await ears(undefined, '0.0.0.0')
    for (const { opened, udp, targets } of [without, taken, bound]) {
      opened.join(targets)
      expect(udp.joined).toEqual([])
      expect(udp.sockets.map(({ address }) => address)).toEqual(['0.0.0.0'])
      expect(await opened.send(new Uint8Array(1), 40_000, 'fe80::9%eth0')).toBe('EAFNOSUPPORT')
    }
    expect([without, taken, bound].map(({ troubles }) => troubles)).toEqual([[], ['IPv6 EADDRINUSE'], []])
  })
})
