import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findRooms, keepMet } from '../../src/cli/enter/find.ts'
import { openIdentity } from '../../src/ops/identity.ts'
import { encodeQuery } from '../../src/protocol/datagram/query.ts'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { openBeacon } from '../../src/transport/discovery/beacon.ts'
import type { Beacon } from '../../src/transport/discovery/beacon.ts'
import { counter } from '../transport/discovery/counter.ts'

/** Real sockets on this host, on a port that no earshot of somebody else has. */

const beacons: Beacon[] = []
const sockets: Socket[] = []
const before = process.env['EARSHOT_DISCOVERY_PORT']
let port = 0

beforeEach(async () => {
  port = await freePort()
  process.env['EARSHOT_DISCOVERY_PORT'] = String(port)
})

afterEach(async () => {
  await Promise.all(beacons.splice(0).map((beacon) => beacon.close(false)))
  for (const socket of sockets.splice(0)) socket.close()
  if (before === undefined) delete process.env['EARSHOT_DISCOVERY_PORT']
  else process.env['EARSHOT_DISCOVERY_PORT'] = before
})

const fresh = () => mkdtemp(join(tmpdir(), 'earshot-discovery-'))

async function freePort(): Promise<number> {
  const socket = createSocket('udp4')
  socket.bind(0)
  await once(socket, 'listening')
  const free = socket.address().port
  socket.close()
  return free
}

async function daemon(room: string, tcpPort = 16_667, stateDir?: string) {
  const lines: [string, Readonly<Record<string, unknown>>][] = []
  const identity = await openIdentity({ stateDir: stateDir ?? (await fresh()), room })
  const beacon = await openBeacon({
    port,
    identity,
    room,
    tcpPort,
    bootId: '0123abcd',
    nextSeq: counter(),
    version: '0.1.0',
    limits: defaultLimits,
    note: (evt, fields = {}) => lines.push([evt, fields]),
    onFailed: (error) => {
      throw error
    },
  })
  beacons.push(beacon)
  return { beacon, identity, lines }
}

async function look(more: object = {}) {
  return await findRooms({
    timeoutMs: 2_000,
    settle: 'first',
    sweep: false,
    stateDir: await fresh(),
    ...more,
  })
}

describe('rooms are found over UDP', () => {
  it('by their name, at once', async () => {
    const { identity } = await daemon('Office', 6_667)
    const { rooms, asked } = await look({ want: 'office' })
    expect(rooms).toMatchObject([
      { id: identity.id, room: 'Office', host: '127.0.0.1', port: 6_667, pin: 'new' },
    ])
    expect(asked).toContain('127.255.255.255')
  })

  it('all of them, also two of one host', async () => {
    await daemon('Office', 6_667)
    await daemon('Kitchen', 6_668)
    const { rooms } = await look()
    expect(new Set(rooms.map(({ room, port }) => `${room} ${port}`))).toEqual(
      new Set(['Kitchen 6668', 'Office 6667']),
    )
  })

  it('and not found any more after a goodbye, while the other one is', async () => {
    const { beacon } = await daemon('Office')
    await daemon('Kitchen')
    expect((await look()).rooms).toHaveLength(2)
    await beacon.close(true)
    expect((await look()).rooms.map(({ room }) => room)).toEqual(['Kitchen'])
  })

  it('and not found where nobody is', async () => {
    expect((await look({ timeoutMs: 200 })).rooms).toEqual([])
  })

  it('and known again; the same name under another key is changed, whoever answers first', async () => {
    const stateDir = await fresh()
    const { beacon } = await daemon('Office')
    const [office] = (await look({ stateDir })).rooms
    if (office === undefined) throw new Error('no room')
    await keepMet({ stateDir, room: office, isTls: false })
    expect((await look({ stateDir })).rooms).toMatchObject([{ pin: 'same' }])
    await beacon.close(true)
    await daemon('Office')
    const [other] = (await look({ stateDir, timeoutMs: 1_000 })).rooms
    expect(other).toMatchObject({ room: 'Office', pin: 'changed' })
    await keepMet({ stateDir, room: other, isTls: false })
    expect((await look({ stateDir, timeoutMs: 1_000 })).rooms).toMatchObject([{ pin: 'changed' }])
    await keepMet({ stateDir, room: other, isTls: false, replace: true })
    expect((await look({ stateDir })).rooms).toMatchObject([{ pin: 'same' }])
  })

  it('with fewer bytes out than in, for everything that is answered', async () => {
    const { lines } = await daemon('A room with a rather long name, in UTF-8: é😀"\\')
    await look()
    const answered = lines.filter(([evt]) => evt === 'discovery.query').map(([, fields]) => fields)
    expect(answered.length).toBeGreaterThan(0)
    for (const { bytesIn, bytesOut } of answered)
      expect(Number(bytesOut)).toBeLessThanOrEqual(Number(bytesIn))
  })

  it('after everything that is no query has come in, which nobody answers', async () => {
    const { beacon } = await daemon('Office')
    const socket = createSocket('udp4')
    sockets.push(socket)
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    let answers = 0
    socket.on('message', () => (answers += 1))
    const query = encodeQuery({ nonce: 'n'.repeat(22), known: [] })
    const bad = [
      new Uint8Array(0),
      new Uint8Array(8_000),
      query.subarray(0, 511),
      query.map((byte, at) => (at > 20 && at < 40 ? 0xff : byte)),
      Buffer.from(`EAR1 query -\n${'['.repeat(1_000)}\n`),
    ]
    for (const bytes of bad) socket.send(bytes, port, '127.0.0.1')
    await expect
      .poll(() => Array.from(beacon.dropped.values()).reduce((sum, n) => sum + n, 0))
      .toBe(bad.length)
    expect(answers).toBe(0)
    expect((await look()).rooms).toHaveLength(1)
  })
})
