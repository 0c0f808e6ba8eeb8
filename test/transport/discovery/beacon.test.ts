import { describe, expect, it } from 'vitest'
import { decode } from '../../../src/protocol/datagram.ts'
import { encodeQuery } from '../../../src/protocol/datagram/query.ts'
import { defaultLimits } from '../../../src/protocol/limits.ts'
import { openBeacon } from '../../../src/transport/discovery/beacon.ts'
import { siblings } from '../../../src/transport/discovery/relay.ts'
import { surroundings } from '../../../src/transport/discovery/interfaces.ts'
import { here, sign } from '../../protocol/datagram/samples.ts'
import { fakeUdp, handClock, hereIn, info, lo, settled } from './fakes.ts'
import { counter } from './counter.ts'

const source = { address: '192.168.1.200', port: 40_000 }

async function beacon(
  refuse?: (from: string, to: string) => string | undefined,
  room = 'Office',
  more: object = {},
) {
  const clock = handClock()
  const udp = fakeUdp(refuse)
  const lines: [string, unknown][] = []
  const failures: Error[] = []
  let signing = sign
  let asleepMs = 0
  const host: Parameters<typeof surroundings>[0] = { lo: [lo], eth0: [info('192.168.1.7', 24)] }
  const opened = await openBeacon({
    port: 16_667,
    identity: { id: here.id, publicKey: here.publicKey, sign: () => signing() },
    room,
    tcpPort: 6_667,
    bootId: here.bootId,
    nextSeq: counter(),
    version: '0.1.0',
    limits: defaultLimits,
    note: (evt, fields) => lines.push([evt, fields]),
    onFailed: (error) => failures.push(error),
    clock,
    random: () => 0.5,
    open: udp.open,
    look: () => surroundings(host),
    wallMs: () => clock.now() + asleepMs,
    ...more,
  })
  await settled()
  const rx = udp.socketOn('0.0.0.0')
  const said = (evt: string) => lines.filter(([name]) => name === evt).map(([, fields]) => fields)
  const ask = async (n: number, from = source) => {
    rx?.heard(encodeQuery({ nonce: String(n).padStart(22, '0'), known: [] }), from)
    await settled()
  }
  const breakKey = () => {
    signing = () => {
      throw new Error('no key')
    }
  }
  return {
    opened,
    breakKey,
    clock,
    udp,
    said,
    failures,
    host,
    rx,
    ask,
    sleep: (ms: number) => (asleepMs += ms),
    answers: () => udp.sent.filter(({ from, to }) => from === '0.0.0.0' && to !== siblings),
  }
}

const typeOf = (bytes: Uint8Array) => {
  const decoded = decode(bytes)
  return decoded.ok ? decoded.datagram.type : decoded.reason
}

describe('a beacon', () => {
  it('answers a query from the socket that heard it, and says so', async () => {
    const { ask, answers, said, opened } = await beacon()
    await ask(1)
    expect(answers()).toMatchObject([{ to: source.address, port: source.port }])
    expect(hereIn(answers()[0]?.bytes).tcpPort).toBe(6_667)
    expect(said('discovery.query')).toEqual([
      { ...source, bytesIn: 512, bytesOut: answers()[0]?.bytes.length },
    ])
    expect(opened.answered()).toBe(1)
  })

  it('announces itself on every network at 0, 1 and 3 s and then every 30 s', async () => {
    const { clock, udp, said } = await beacon()
    expect(udp.sent.map(({ from, to }) => [from, to])).toEqual([
      ['127.0.0.1', '127.255.255.255'],
      ['192.168.1.7', '255.255.255.255'],
      ['192.168.1.7', '192.168.1.255'],
    ])
    expect(hereIn(udp.sent[0]?.bytes).addresses).toEqual(['127.0.0.1'])
    expect(hereIn(udp.sent[1]?.bytes).addresses).toEqual(['192.168.1.7'])
    const counts: number[] = []
    for (const ms of [999, 1, 1_999, 1, 29_999, 1, 30_000]) {
      await clock.forward(ms)
      counts.push(said('discovery.announced').length)
    }
    expect(counts).toEqual([1, 2, 2, 3, 3, 4, 5])
    expect(udp.sockets.map(({ address }) => address)).toEqual(['0.0.0.0', '::'])
  })

  it('announces itself on an interface that came later', async () => {
    const { clock, udp, host } = await beacon()
    host['eth1'] = [info('10.0.0.7', 24)]
    await clock.forward(1_000)
    expect(udp.sent.some(({ to }) => to === '10.0.0.255')).toBe(true)
  })

  it('answers on an interface that came since the last announcement', async () => {
    const { clock, host, ask, answers } = await beacon()
    await clock.forward(33_000)
    host['eth1'] = [info('10.0.0.7', 24)]
    await clock.forward(1_500)
    await ask(1, { address: '10.0.0.9', port: 40_000 })
    expect(hereIn(answers()[0]?.bytes).addresses).toEqual(['10.0.0.7'])
  })

  it('announces itself anew when a network came or the computer has slept', async () => {
    const { clock, host, said, sleep } = await beacon()
    await clock.forward(10_000)
    const before = said('discovery.announced').length
    host['eth1'] = [info('10.0.0.7', 24)]
    await clock.forward(3_000)
    expect(said('discovery.network-changed')).toEqual([{ networks: 3 }])
    sleep(3_600_000)
    await clock.forward(8_000)
    expect(said('discovery.announced').length).toBeGreaterThan(before + 3)
  })

  it('is published by mDNS where it is told to be, and taken back at its end', async () => {
    const { opened, clock, udp, said } = await beacon(undefined, 'Office', { mdns: { isTlsOnly: false } })
    await clock.forward(2_000)
    expect(said('discovery.published')).toEqual([{ name: 'Office' }])
    const isMdns = ({ port }: { port: number }) => port === 5_353
    expect(udp.sent.filter(isMdns).length).toBeGreaterThan(3)
    udp.sent.length = 0
    const closed = opened.close(true)
    await clock.forward(300)
    await closed
    expect(udp.sent.filter(isMdns)).toHaveLength(2)
    expect(udp.sockets).toEqual([])
  })

  it('says goodbye twice on every network and is silent from then on', async () => {
    const { opened, clock, udp, ask, answers } = await beacon()
    const before = udp.sent.length
    const closed = opened.close(true)
    await ask(1)
    await clock.forward(149)
    expect(udp.sent).toHaveLength(before + 3)
    await clock.forward(1)
    await closed
    expect(udp.sent.slice(before).map(({ bytes }) => typeOf(bytes))).toEqual(
      Array.from({ length: 6 }, () => 'bye'),
    )
    expect(answers()).toEqual([])
    expect(udp.sockets).toEqual([])
    await clock.forward(100_000)
    expect(udp.sent).toHaveLength(before + 6)
  })

  it('that is killed says nothing', async () => {
    const { opened, udp } = await beacon()
    const before = udp.sent.length
    await opened.close(false)
    await opened.close(true)
    expect(udp.sent).toHaveLength(before)
    expect(udp.sockets).toEqual([])
  })

  it('whose goodbye hangs stops all the same', async () => {
    const { opened, clock, udp } = await beacon()
    udp.hang()
    const closed = opened.close(true)
    await clock.forward(300)
    await closed
    expect(udp.socketOn('0.0.0.0')).toBe(undefined)
  })

  it('says once that an interface fails, and again when it fails anew', async () => {
    let broken = true
    const { clock, said } = await beacon((from, to) =>
      broken && from === '192.168.1.7' && to !== '' ? 'EPERM' : undefined,
    )
    await clock.forward(100_000)
    expect(said('discovery.interface-failed')).toEqual([{ interface: 'eth0', code: 'EPERM' }])
    broken = false
    await clock.forward(40_000)
    broken = true
    await clock.forward(40_000)
    expect(said('discovery.interface-failed')).toHaveLength(2)
  })

  it('outlives an interface that is gone when it is bound', async () => {
    const { said } = await beacon((from) => (from === '192.168.1.7' ? 'EADDRNOTAVAIL' : undefined))
    expect(said('discovery.interface-failed')).toEqual([{ interface: 'eth0', code: 'EADDRNOTAVAIL' }])
    expect(said('discovery.announced')).toEqual([{ interfaces: 1 }])
  })

  it('counts what it drops and says so once in 10 s', async () => {
    const { opened, rx, clock, said } = await beacon()
    for (let n = 0; n < 100; n++) rx?.heard(new Uint8Array(100), source)
    expect(opened.dropped.get('magic')).toBe(100)
    expect(said('discovery.dropped')).toEqual([{ reason: 'magic', count: 1, address: source.address }])
    await clock.forward(10_000)
    rx?.heard(new Uint8Array(100), source)
    expect(said('discovery.dropped').at(-1)).toEqual({ reason: 'magic', count: 100, address: source.address })
  })

  it('warns when it is asked too much, by one or by all', async () => {
    const { ask, said } = await beacon()
    for (let n = 0; n < 20; n++) await ask(n)
    const { address } = source
    expect(said('discovery.throttled')).toEqual([{ reason: 'rate', count: 1, address }])
    for (let n = 20; n < 70; n++) await ask(n, { ...source, address: `192.168.1.${n}` })
    expect(said('discovery.throttled').slice(1)).toMatchObject([{ reason: 'busy', count: 1 }])
    expect(said('discovery.dropped')).toEqual([])
  })

  it('whose socket fails closes itself and tells once', async () => {
    const { rx, failures, udp, clock, opened } = await beacon()
    rx?.failed(new Error('gone'))
    rx?.failed(new Error('gone'))
    await opened.close(true)
    await clock.forward(60_000)
    expect(failures.map(({ message }) => message)).toEqual(['gone'])
    expect(udp.sockets).toEqual([])
  })

  it('that cannot have its port is none', async () => {
    await expect(beacon((from) => (from === '0.0.0.0' ? 'EADDRINUSE' : undefined))).rejects.toThrow(
      'EADDRINUSE',
    )
  })

  it('needs a name that can be seen', async () => {
    await expect(beacon(undefined, '\u200b')).rejects.toThrow('nothing in its name can be seen')
  })

  it('loses a datagram, not the daemon, when signing throws', async () => {
    const { ask, opened, answers, breakKey } = await beacon()
    breakKey()
    await ask(1)
    expect(opened.dropped.get('fault')).toBe(1)
    expect(answers()).toEqual([])
  })

  it('fails, and does not throw, when it cannot sign what it announces', async () => {
    const { breakKey, clock, failures, opened } = await beacon()
    breakKey()
    await clock.forward(1_000)
    expect(failures.map(({ message }) => message)).toEqual(['no key'])
    await opened.close(true)
  })
})
