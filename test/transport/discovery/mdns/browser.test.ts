import { describe, expect, it } from 'vitest'
import { decodeDns } from '../../../../src/protocol/dns/decode.ts'
import { encodeDns } from '../../../../src/protocol/dns/encode.ts'
import type { DnsMessage } from '../../../../src/protocol/dns/message.ts'
import { surroundings } from '../../../../src/transport/discovery/interfaces.ts'
import { openBrowser } from '../../../../src/transport/discovery/mdns/browser.ts'
import { fakeUdp, handClock, info, info6 } from '../fakes.ts'
import { announcement, office } from './samples.ts'

async function browser() {
  let hasJoined = false
  const udp = fakeUdp((_, to) =>
    hasJoined && to !== '' && !to.includes('224.') && !to.includes('ff02') ? 'EADDRINUSE' : undefined,
  )
  const clock = handClock()
  const hinted: string[] = []
  const opened = openBrowser({
    open: udp.open,
    clock,
    hinted: ({ address }) => hinted.push(address),
    sent: () => undefined,
  })
  const host: Parameters<typeof surroundings>[0] = { eth0: [info('10.10.1.2', 24), info6('fe80::2', 2)] }
  const follow = async () => {
    await opened.follow(surroundings(host))
    hasJoined = true
  }
  await follow()
  const hear = (message: DnsMessage, address = '10.10.1.9') =>
    udp.socketOn('224.0.0.251')?.heard(encodeDns(message), { address, port: 5_353 })
  return { opened, udp, clock, hinted, host, follow, hear, rejoinable: () => (hasJoined = false) }
}

describe('who looks by multicast DNS', () => {
  it('asks on each network, and asks for no answer to itself alone', async () => {
    const { opened, udp } = await browser()
    opened.ask()
    expect(new Set(udp.sent.map(({ to }) => to))).toEqual(new Set(['224.0.0.251', 'ff02::fb%eth0']))
    const bytes = udp.sent[0]?.bytes ?? new Uint8Array()
    expect(decodeDns(bytes)?.questions.map(({ name }) => name.join('.'))).toEqual([
      '_earshot._sub._irc._tcp.local',
      '_earshot._sub._ircs-u._tcp.local',
    ])
    expect(bytes[bytes.length - 2]).toBe(0)
  })

  it('asks seldomer and seldomer, however often it is told to', async () => {
    const { opened, udp, clock } = await browser()
    const start = clock.now()
    const times: number[] = []
    for (let n = 0; n < 200; n++) {
      const before = udp.sent.length
      opened.ask()
      if (udp.sent.length > before) times.push(clock.now() - start)
      await clock.forward(100)
    }
    expect(times).toEqual([0, 1_000, 3_000, 7_000, 15_000])
  })

  it('asks a moment later where it is told a moment too early, and not once more when it is closed', async () => {
    const { opened, udp, clock } = await browser()
    await clock.forward(20)
    opened.ask()
    udp.sent.length = 0
    await clock.forward(980)
    opened.ask()
    expect(udp.sent).toEqual([])
    await clock.forward(20)
    expect(udp.sent.length).toBeGreaterThan(0)
    udp.sent.length = 0
    await clock.forward(1_980)
    opened.ask()
    opened.close()
    await clock.forward(100)
    expect(udp.sent).toEqual([])
  })

  it('asks on a network that came later, once it has asked at all', async () => {
    const { opened, udp, host, follow, rejoinable } = await browser()
    opened.ask()
    udp.sent.length = 0
    host['eth1'] = [info('10.20.2.2', 24)]
    rejoinable()
    await follow()
    expect(udp.sent.map(({ from, to }) => [from, to])).toContainEqual(['10.20.2.2', '224.0.0.251'])
  })

  it('knows each place once, with the network that it is on, until that is taken back', async () => {
    const { opened, hear, hinted } = await browser()
    const said = announcement(office, '10.10.1.9', 'fe80::9')
    hear(said)
    hear(said)
    expect(hinted).toEqual(['10.10.1.9', 'fe80::9%eth0'])
    hear({ ...said, answers: said.answers.map((record) => ({ ...record, ttlSeconds: 0 })) })
    expect(opened.places()).toEqual([])
  })

  it('believes nothing but link-local addresses of IPv6, and no more than 16 places', async () => {
    const { opened, hear } = await browser()
    hear(announcement(office, '2001:db8::9'))
    expect(opened.places()).toEqual([])
    for (let n = 1; n < 50; n++) hear(announcement(office, `10.10.1.${n}`))
    expect(opened.places()).toHaveLength(16)
  })
})
