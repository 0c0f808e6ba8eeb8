import { describe, expect, it } from 'vitest'
import { decodeDns } from '../../../../src/protocol/dns/decode.ts'
import { encodeDns } from '../../../../src/protocol/dns/encode.ts'
import { surroundings } from '../../../../src/transport/discovery/interfaces.ts'
import { openPublisher } from '../../../../src/transport/discovery/mdns/publisher.ts'
import { fakeUdp, handClock, info, info6, settled } from '../fakes.ts'
import { announcement, another, office, wordsOf } from './samples.ts'

async function publisher() {
  let hasJoined = false
  const udp = fakeUdp((_, to) => (hasJoined && to.match(/^(?:10|::)/) ? 'EADDRINUSE' : undefined))
  const clock = handClock()
  const notes: string[] = []
  const opened = openPublisher({
    room: () => office,
    clock,
    random: () => 0,
    note: (evt, fields) => notes.push(`${evt} ${Object.values(fields ?? {}).join(' ')}`),
    open: udp.open,
  })
  const around = surroundings({
    eth0: [info('10.10.1.2', 24), info6('fe80::2', 2)],
    eth1: [info('10.20.2.2', 24)],
  })
  await opened.follow(around)
  hasJoined = true
  const said = () => udp.sent.map(({ from, bytes }) => ({ from, ...decodeDns(bytes) }))
  return { opened, udp, clock, notes, said }
}

describe('a publisher', () => {
  it('tells each network its own address, and both families of it the same', async () => {
    const { clock, said } = await publisher()
    await clock.forward(2_000)
    const addresses = said()
      .filter(({ isResponse }) => isResponse)
      .map(({ from, answers = [] }) => [from, ...wordsOf(answers).filter((word) => word.startsWith('A'))])
    const near = ['A earshot-56bkpjxy.local 10.10.1.2', 'AAAA earshot-56bkpjxy.local fe80::2']
    expect(new Set(addresses.slice(0, 3))).toEqual(
      new Set([
        ['10.10.1.2', ...near],
        ['::%eth0', ...near],
        ['10.20.2.2', 'A earshot-56bkpjxy.local 10.20.2.2'],
      ]),
    )
  })

  it('says once under which name it is listed, and takes another on all networks where that is taken on one', async () => {
    const { clock, notes, udp, said } = await publisher()
    await clock.forward(300)
    udp.socketOn('224.0.0.251')?.heard(encodeDns(announcement(another, '10.10.1.9')), {
      address: '10.10.1.9',
      port: 5_353,
    })
    await clock.forward(5_000)
    expect(notes).toEqual(['discovery.published Office (56bkpjxy)'])
    const names = said().flatMap(({ isResponse, answers = [] }) =>
      isResponse === true ? wordsOf(answers) : [],
    )
    expect(names.some((name) => name.includes(' Office.'))).toBe(false)
  })

  it('waits longer for its next name when one after the other is taken', async () => {
    const { clock, udp, notes, said } = await publisher()
    const taken = (conflicts: number) =>
      udp
        .socketOn('224.0.0.251')
        ?.heard(encodeDns(announcement({ ...another, id: office.id, conflicts, tcpPort: 1 }, '10.10.1.9')), {
          address: '10.10.1.9',
          port: 5_353,
        })
    await clock.forward(300)
    for (const conflicts of [0, 1, 2]) taken(conflicts)
    const before = said().length
    await clock.forward(4_900)
    expect(said().length).toBe(before)
    await clock.forward(2_000)
    expect(notes).toEqual(['discovery.published Office (56bkpjxy-3)'])
  })

  it('takes all back on every network and leaves no socket', async () => {
    const { opened, clock, said, udp } = await publisher()
    await clock.forward(3_000)
    const before = said().length
    await opened.bye()
    opened.close()
    await settled()
    const taken = said().slice(before)
    expect(new Set(taken.map(({ from }) => from))).toEqual(new Set(['10.10.1.2', '::%eth0', '10.20.2.2']))
    expect(taken.every(({ answers = [] }) => answers.every(({ ttlSeconds }) => ttlSeconds === 0))).toBe(true)
    expect(udp.sockets).toEqual([])
    await clock.forward(10_000)
    expect(said()).toHaveLength(before + 3)
  })
})
