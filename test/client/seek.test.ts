import { generateKeyPairSync, sign as signWith } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { withRoom } from '../../src/client/known.ts'
import { seek } from '../../src/client/seek.ts'
import type { SeekInput } from '../../src/client/seek.ts'
import { idOf, isSignedBy } from '../../src/ops/signatures.ts'
import { decode, encodeBye, encodeHere } from '../../src/protocol/datagram.ts'
import type { Rung, Source } from '../../src/protocol/hub.ts'
import { here, nonce } from '../protocol/datagram/samples.ts'
import { handClock, settled } from '../transport/discovery/fakes.ts'

const source = { address: '192.168.1.7', port: 16_667 }
const none = new Uint8Array()

function daemon(more: object = {}) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'jwk' }).x ?? ''
  const speaker = { ...here, publicKey: raw, id: idOf(raw), ...more }
  const sign = (bytes: Uint8Array) => signWith(null, bytes, privateKey).toString('base64url')
  return {
    ...speaker,
    says: (words: object = {}) => encodeHere({ ...speaker, ...words }, sign, 512) ?? none,
    bye: (seq: number) => encodeBye({ ...speaker, seq }, sign),
    sign,
  }
}

function look(more: Partial<SeekInput> = {}) {
  const clock = handClock()
  const rungs: [number, Rung][] = []
  const queries: { at: number; known: readonly string[]; want: string | undefined; size: number }[] = []
  let listener: (bytes: Uint8Array, source: Source) => void = () => undefined
  const alone: [addresses: string, nonce: string][] = []
  let verified = 0
  let found: readonly { id: string }[] | undefined
  const start = clock.now()
  const result = seek({
    hub: {
      ask(rung, bytes) {
        rungs.push([clock.now() - start, rung])
        if (rung !== 'broadcast') return
        const decoded = decode(bytes)
        if (!decoded.ok || decoded.datagram.type !== 'query') throw new Error('not a query')
        const { known, want } = decoded.datagram.query
        queries.push({ at: clock.now() - start, known, want, size: bytes.length })
      },
      askAt(addresses, bytes) {
        const decoded = decode(bytes)
        if (!decoded.ok || decoded.datagram.type !== 'query') throw new Error('not a query')
        alone.push([addresses.join(), decoded.datagram.query.nonce])
      },
      listen(heard) {
        listener = heard
      },
    },
    clock,
    nonce,
    newNonce: () => String(alone.length).padStart(22, '0'),
    timeoutMs: 1_500,
    settle: 'all',
    known: new Map(),
    isGenuine({ id, publicKey }, { signed, signature }) {
      verified += 1
      return idOf(publicKey) === id && isSignedBy(publicKey, signed, signature)
    },
    ...more,
  })
  const ended = async () => {
    await settled()
    return found !== undefined
  }
  void result.then((rooms) => (found = rooms))
  return {
    clock,
    queries,
    rungs,
    alone,
    result,
    ended,
    verified: () => verified,
    hear: (bytes: Uint8Array, from: Source = source) => {
      listener(bytes, from)
    },
    idsAfter: async (ms: number) => {
      await clock.forward(ms)
      return (await result).map(({ id }) => id)
    },
  }
}

describe('a look for rooms', () => {
  it('asks at 0, 100, 300 and 1000 ms, and finds nothing where nobody is', async () => {
    const { queries, idsAfter } = look({ want: 'Office' })
    expect(await idsAfter(1_500)).toEqual([])
    expect(queries.map(({ at }) => at)).toEqual([0, 100, 300, 1_000])
    expect(queries.every(({ size, want }) => size === 512 && want === 'Office')).toBe(true)
  })

  it('asks one after the other, at the end everybody around, as long as nobody answers', async () => {
    const { rungs, idsAfter } = look()
    await idsAfter(1_500)
    const alone = rungs.filter(([, rung]) => !['loopback', 'broadcast', 'multicast', 'mdns'].includes(rung))
    expect(alone).toEqual([
      [0, 'address'],
      [30, 'neighbours'],
      [150, 'neighbours'],
      [600, 'neighbours'],
      [1_050, 'sweep'],
    ])
  })

  it('asks nobody alone once a room has answered, unless it is one to be asked about', async () => {
    const office = daemon()
    const known = withRoom(new Map(), office, '')
    const { rungs, hear, clock } = look({ known })
    hear(daemon().says())
    await clock.forward(200)
    expect(rungs).toContainEqual([150, 'neighbours'])
    hear(office.says())
    await clock.forward(1_300)
    expect(rungs.filter(([at]) => at > 300).map(([, rung]) => rung)).toEqual([
      'loopback',
      'broadcast',
      'multicast',
      'mdns',
    ])
  })

  it('asks every 10 s when it lasts, also those that it knows', async () => {
    const office = daemon()
    const { queries, clock, hear } = look({ timeoutMs: 60_000 })
    hear(office.says())
    await clock.forward(300)
    expect(queries.at(-1)?.known).toEqual([office.id.slice(0, 8)])
    await clock.forward(22_750)
    expect(queries.slice(4).map(({ at, known }) => [at, known.length])).toEqual([
      [3_000, 1],
      [13_000, 0],
      [23_000, 0],
    ])
  })

  it('finds a room once, with every way to it', async () => {
    const office = daemon()
    const { hear, clock, result } = look()
    await clock.forward(3)
    hear(office.says())
    hear(office.says({ seq: 8, addresses: ['127.0.0.1'] }), { address: '127.0.0.1', port: 16_667 })
    await clock.forward(1_500)
    expect(await result).toEqual([
      {
        id: office.id,
        room: 'Office',
        host: '127.0.0.1',
        port: 16_667,
        addresses: ['127.0.0.1', '192.168.1.7'],
        tls: false,
        ws: true,
        version: '0.1.0',
        ttlSeconds: 90,
        rttMs: 3,
        pin: 'new',
      },
    ])
  })

  it('finds the way on another network though its first query was lost there', async () => {
    const office = daemon()
    const { hear, queries, clock, result } = look()
    hear(office.says())
    await clock.forward(100)
    expect(queries.at(-1)?.known).toEqual([])
    hear(office.says({ seq: 8, addresses: ['10.0.0.7'] }), { address: '10.0.0.7', port: 16_667 })
    await clock.forward(1_400)
    expect(queries.map(({ known }) => known.length)).toEqual([0, 0, 1, 1])
    expect(await result).toMatchObject([{ addresses: ['192.168.1.7', '10.0.0.7'] }])
  })

  it('does not join who passes the answer of a room on', async () => {
    const { hear, clock, result } = look()
    hear(daemon().says(), { address: '192.168.1.66', port: 16_667 })
    hear(daemon({ room: 'Hall', addresses: ['127.0.0.1'] }).says(), { address: '192.168.1.66', port: 16_667 })
    await clock.forward(1_500)
    expect(await result).toMatchObject([{ room: 'Office', host: '192.168.1.7', addresses: ['192.168.1.7'] }])
  })

  it('believes no answer to another nonce, under another id, or with a broken signature', async () => {
    const office = daemon()
    const { hear, idsAfter } = look()
    hear(office.says({ nonce: 'm'.repeat(22) }))
    hear(office.says({ id: daemon().id }))
    hear(daemon({ publicKey: office.publicKey, id: office.id }).says())
    hear(office.says().map((byte, at) => (at === 20 ? byte ^ 1 : byte)))
    hear(new Uint8Array(300))
    expect(await idsAfter(1_500)).toEqual([])
  })

  it('finds only what is wanted, whoever else answers', async () => {
    const office = daemon()
    const { hear, idsAfter } = look({ want: 'office' })
    hear(daemon({ room: 'Kitchen' }).says())
    hear(office.says())
    expect(await idsAfter(1_500)).toEqual([office.id])
  })

  it('does not find a room that has said goodbye meanwhile', async () => {
    const office = daemon()
    const { hear, idsAfter } = look()
    hear(office.says({ seq: 7 }))
    hear(office.bye(8))
    expect(await idsAfter(1_500)).toEqual([])
  })

  it('asks a room that says goodbye whether that is so, alone and once more, and it has 200 ms to answer', async () => {
    const office = daemon()
    const told: string[][] = []
    const changed = (rooms: readonly { room: string }[]) => told.push(rooms.map(({ room }) => room))
    const { hear, clock, alone, idsAfter } = look({ timeoutMs: 5_000, changed })
    hear(office.says({ seq: 7 }))
    hear(office.bye(9_000))
    expect(alone).toEqual([['192.168.1.7', '0'.padStart(22, '0')]])
    await clock.forward(199)
    // An answer to an earlier question is none to this one.
    hear(office.says({ seq: 8 }))
    expect(told).toEqual([[], ['Office']])
    hear(office.says({ seq: 9, nonce: alone[0]?.[1] }))
    await clock.forward(1_000)
    expect(told).toEqual([[], ['Office']])
    hear(office.bye(9_001))
    expect(alone).toHaveLength(2)
    await clock.forward(200)
    expect(told.at(-1)).toEqual([])
    expect(await idsAfter(5_000)).toEqual([])
  })

  it('does not believe a forged or replayed goodbye', async () => {
    const office = daemon()
    const { hear, idsAfter } = look()
    hear(office.says({ seq: 7 }))
    hear(office.bye(7))
    hear(encodeBye({ ...office, seq: 9 }, daemon().sign))
    expect(await idsAfter(1_500)).toEqual([office.id])
  })

  it('tells who is there whenever it is not who was, and asks as often as it is told to', async () => {
    const office = daemon()
    const told: string[][] = []
    const changed = (rooms: readonly { room: string }[]) => told.push(rooms.map(({ room }) => room))
    const { hear, clock, queries } = look({ timeoutMs: 200_000, everyMs: 4_000, changed })
    hear(office.says({ seq: 7 }))
    hear(office.says({ seq: 8 }))
    hear(office.says({ seq: 9, nonce: undefined }))
    hear(office.bye(10))
    hear(office.says({ seq: 9 }))
    await clock.forward(11_000)
    expect(told).toEqual([[], ['Office'], []])
    expect(queries.slice(4).map(({ at }) => at)).toEqual([3_000, 7_000, 11_000])
    hear(office.says({ seq: 1, bootId: 'ffffffff' }))
    await clock.forward(95_000)
    expect(told).toEqual([[], ['Office'], [], ['Office'], []])
  })

  it('loses a killed room after its ttl', async () => {
    const office = daemon()
    const { hear, idsAfter } = look({ timeoutMs: 95_000 })
    hear(office.says())
    expect(await idsAfter(95_000)).toEqual([])
  })

  it('verifies at most 200 signatures in a second', async () => {
    const office = daemon()
    const { hear, verified, clock, idsAfter } = look()
    const forged = daemon({ publicKey: office.publicKey, id: office.id }).says()
    for (let n = 0; n < 1_000; n++) hear(forged)
    expect(verified()).toBe(200)
    await clock.forward(1_000)
    hear(office.says())
    expect(await idsAfter(500)).toEqual([office.id])
  })

  it('ends when it is told to, with what it has', async () => {
    const office = daemon()
    const stop = new AbortController()
    const { hear, result, clock, queries } = look({ signal: stop.signal })
    hear(office.says())
    stop.abort()
    expect((await result).map(({ id }) => id)).toEqual([office.id])
    await clock.forward(5_000)
    expect(queries).toHaveLength(1)
    expect(await look({ signal: AbortSignal.abort() }).result).toEqual([])
  })
})

describe('a look that settles with the first', () => {
  it('waits 120 ms for others', async () => {
    const { hear, clock, ended, result } = look({ settle: 'first' })
    await clock.forward(10)
    hear(daemon().says())
    await clock.forward(60)
    hear(daemon({ room: 'Kitchen' }).says())
    await clock.forward(59)
    expect(await ended()).toBe(false)
    await clock.forward(1)
    expect(await ended()).toBe(true)
    expect(await result).toHaveLength(2)
  })

  it('ends at once with the room that was wanted and is known', async () => {
    const office = daemon()
    const known = withRoom(new Map(), office, '')
    const { hear, ended, result } = look({ settle: 'first', want: 'Office', known })
    hear(office.says())
    expect(await ended()).toBe(true)
    expect(await result).toMatchObject([{ pin: 'same' }])
  })

  it('ends at once with the only room that is known, and not with one of several', async () => {
    const [office, hall] = [daemon(), daemon({ room: 'Hall' })]
    const one = withRoom(new Map(), office, '')
    const first = look({ settle: 'first', known: one })
    first.hear(office.says())
    expect(await first.ended()).toBe(true)
    const second = look({ settle: 'first', known: withRoom(one, hall, '') })
    second.hear(office.says())
    expect(await second.ended()).toBe(false)
  })

  it('waits for the right one while another answers under its name', async () => {
    const office = daemon()
    const known = withRoom(new Map(), office, '')
    const { hear, clock, ended, result } = look({ settle: 'first', known })
    hear(daemon().says())
    await clock.forward(1_000)
    expect(await ended()).toBe(false)
    hear(office.says())
    expect((await result).map(({ pin }) => pin)).toEqual(['changed', 'same'])
  })

  it('ends at once with the room on the TCP port that was asked for, whoever it is, and takes no other', async () => {
    const office = daemon()
    const known = withRoom(new Map(), office, '')
    const { hear, ended, result } = look({ settle: 'first', tcpPort: 7_001, known })
    hear(office.says())
    expect(await ended()).toBe(false)
    const other = daemon({ tcpPort: 7_001 })
    hear(other.says())
    expect(await ended()).toBe(true)
    expect(await result).toMatchObject([{ id: other.id, pin: 'changed' }])
  })

  it('lasts the full time when nobody answers', async () => {
    const { clock, ended } = look({ settle: 'first' })
    await clock.forward(1_499)
    expect(await ended()).toBe(false)
    await clock.forward(1)
    expect(await ended()).toBe(true)
  })
})
