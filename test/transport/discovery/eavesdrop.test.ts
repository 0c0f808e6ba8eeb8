import { describe, expect, it } from 'vitest'
import { openEavesdrop } from '../../../src/transport/discovery/eavesdrop.ts'
import { surroundings } from '../../../src/transport/discovery/interfaces.ts'
import { fakeUdp, info, info6 } from './fakes.ts'

const { targets } = surroundings({ eth0: [info('192.168.1.7', 24), info6('fe80::7', 2)] })

describe('who hears what daemons tell everybody', () => {
  it('has no socket that could take a daemon’s unicast', async () => {
    const udp = fakeUdp()
    const ear = openEavesdrop({ port: 16_667, open: udp.open, heard: () => undefined })
    await ear.follow([])
    await ear.follow(targets)
    expect(udp.sockets.map(({ address }) => address)).toEqual([
      '255.255.255.255',
      '127.255.255.255',
      'ff12::8000:411b%eth0',
    ])
    expect(udp.sockets.every(({ port, shared }) => port === 16_667 && shared)).toBe(true)
    expect(udp.joined).toEqual(['ff12::8000:411b ::%eth0'])
    ear.close()
    expect(udp.sockets).toEqual([])
  })

  it('has one for each link, however often it is told, and none for a link that went', async () => {
    const udp = fakeUdp()
    const ear = openEavesdrop({ port: 16_667, open: udp.open, heard: () => undefined })
    await Promise.all([ear.follow(targets), ear.follow(targets), ear.follow(targets)])
    expect(udp.sockets).toHaveLength(3)
    await ear.follow([])
    expect(udp.sockets).toHaveLength(2)
    const late = ear.follow(targets)
    ear.close()
    await late
    expect(udp.sockets).toEqual([])
  })

  it('has another one for a link that was made anew under its name, and the same one as long as it is there', async () => {
    let isIn = false
    const udp = fakeUdp((_, to) => (to !== '' && isIn ? 'EADDRINUSE' : undefined))
    const ear = openEavesdrop({ port: 16_667, open: udp.open, heard: () => undefined })
    await ear.follow(targets)
    const first = udp.socketOn('ff12::8000:411b%eth0')
    isIn = true
    await ear.follow(targets)
    expect(udp.socketOn('ff12::8000:411b%eth0')).toBe(first)
    isIn = false
    await ear.follow(targets)
    expect(udp.socketOn('ff12::8000:411b%eth0')).not.toBe(first)
    expect(udp.sockets).toHaveLength(3)
  })

  it('tries again where no socket could be had', async () => {
    let refused = true
    const udp = fakeUdp(() => (refused ? 'EADDRNOTAVAIL' : undefined))
    const ear = openEavesdrop({ port: 16_667, open: udp.open, heard: () => undefined })
    await ear.follow(targets)
    expect(udp.sockets).toEqual([])
    refused = false
    await ear.follow(targets)
    expect(udp.sockets).toHaveLength(3)
  })
})
