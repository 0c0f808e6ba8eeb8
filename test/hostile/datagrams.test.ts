import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { once } from 'node:events'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { resolvable } from '../../src/client/resolvable.ts'
import { encodeBye, encodeHere } from '../../src/protocol/datagram.ts'
import type { Here } from '../../src/protocol/datagram/here.ts'
import { encodeQuery } from '../../src/protocol/datagram/query.ts'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { openAnswers } from '../../src/transport/discovery/answers.ts'
import { surroundings } from '../../src/transport/discovery/interfaces.ts'
import { openVoice } from '../../src/transport/discovery/voice.ts'
import { here, heres, nonce, sign } from '../protocol/datagram/samples.ts'
import { counter } from '../transport/discovery/counter.ts'
import { info, info6, lo } from '../transport/discovery/fakes.ts'
import { keptBytes, numbers } from './noise.ts'

/** Whatever a network sends to the port of discovery. */

const around = surroundings({ lo: [lo], eth0: [info('192.168.1.7', 24), info6('fe80::7', 2)] })

function daemon(room = 'Office', more: object = {}) {
  const self = {
    identity: { id: here.id, publicKey: here.publicKey, sign },
    room,
    tcpPort: 16_667,
    bootId: here.bootId,
    nextSeq: counter(),
    version: '0.1.0',
    ...more,
  }
  return openAnswers({ self, voice: openVoice(self), limits: defaultLimits, around: () => around })
}

const encoded = (bytes: Uint8Array | undefined) => bytes ?? new Uint8Array()
/** Right datagrams of each kind, to be broken. */
const whole = [
  encodeQuery({ nonce, known: ['abcdefgh'], want: 'Office' }),
  encodeQuery({ nonce, known: [], via: { address: '192.168.1.9', port: 40_000 } }),
  encoded(encodeHere(here, sign, 512)),
  encodeBye(here, sign),
]

/** Noise, or a right datagram with bytes changed, cut off, doubled or put in. */
function broken(next: (below: number) => number): Uint8Array {
  if (next(4) === 0) return Uint8Array.from({ length: next(1_300) }, () => next(256))
  const bytes = Array.from(whole[next(whole.length)] ?? [])
  for (let n = 1 + next(4); n > 0; n--) {
    const at = next(bytes.length)
    const how = next(4)
    if (how === 0) bytes[at] = next(256)
    else if (how === 1) bytes.length = at
    else if (how === 2) bytes.splice(at, 0, ...bytes.slice(at, at + next(64)))
    else bytes.splice(at, 0, next(256))
  }
  return Uint8Array.from(bytes)
}

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close()
})

async function socketOn(heard: (bytes: Buffer, from: { port: number }) => void): Promise<Socket> {
  const socket = createSocket('udp4').on('message', heard)
  sockets.push(socket)
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return socket
}

describe('datagrams that nobody should send', () => {
  it('are 100,000 and cost no fault, no memory, and no more bytes than they have', () => {
    const decide = daemon()
    const next = numbers(20_261_128)
    const sources = ['192.168.1.9', '127.0.0.1', 'fe80::9%eth0', '8.8.8.8']
    const told = new Map<string, number>()
    let at = 0
    const batch = (count: number) => {
      for (let n = 0; n < count; n++) {
        const bytes = broken(next)
        const source = { address: sources[n % sources.length] ?? '', port: 1 + next(65_535) }
        const verdict = decide(bytes, source, (at += 20))
        if (verdict.do === 'answer' && verdict.bytes.length > bytes.length) throw new Error('amplified')
        told.set(verdict.do, (told.get(verdict.do) ?? 0) + 1)
      }
    }
    batch(20_000)
    const before = keptBytes()
    batch(80_000)
    expect((keptBytes() - before) / 2 ** 20).toBeLessThan(5)
    // Some of them are still queries: padding that was doubled, a nonce that was changed.
    expect(told.get('drop')).toBeGreaterThan(50_000)
  })

  it('nor do right ones: on the wire no answer is larger than its query, whatever there is to say', async () => {
    const sizes = await Promise.all(fc.sample(heres, 200).map(exchange))
    expect(sizes.filter(([bytesIn, bytesOut]) => bytesOut > bytesIn)).toEqual([])
    expect(sizes.some(([, bytesOut]) => bytesOut > 400)).toBe(true)
  })
})

/** Asks a daemon that has this to say, by real sockets; gives the sizes of the query and of its answer, 0 for none. */
async function exchange(said: Here): Promise<readonly [number, number]> {
  const { fingerprint } = said
  const tls = fingerprint === undefined ? {} : { tlsFingerprint: () => fingerprint }
  const decide = daemon(said.room, { version: said.version, tcpPort: said.tcpPort, ...tls })
  const query = encodeQuery({ nonce, known: [] })
  const { promise, resolve } = resolvable<number>()
  const server = await socketOn((bytes, { port }) => {
    const verdict = decide(bytes, { address: '127.0.0.1', port }, 0)
    if (verdict.do === 'answer') server.send(verdict.bytes, port, '127.0.0.1')
    else resolve(0)
  })
  const client = await socketOn((bytes) => resolve(bytes.length))
  client.send(query, server.address().port, '127.0.0.1')
  return [query.length, await promise]
}
