import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fileOf } from '../../src/transport/http/files.ts'
import { helloOf, knock } from './raw-socket.ts'
import { type ShortDaemon, endShortDaemons, startShortDaemon } from './short-daemon.ts'
import { whyNoSiege } from './siege.ts'

/** What is said at once, what trickles after it, and how it ends. */
const visits: readonly (readonly [
  what: string,
  inTls: boolean,
  start: string,
  trickle: string,
  end: string,
])[] = [
  ['nothing', false, '', '', 'conn.refused: nothing said in time'],
  ['half a verb', false, 'GE', '', 'conn.refused: nothing said in time'],
  ['a verb, byte by byte', false, '', 'OPTIONS', 'conn.refused: nothing said in time'],
  ['half a ClientHello', false, 'HELLO/2', '', 'conn.refused: nothing said in time'],
  ['nothing, in TLS', true, '', '', 'conn.refused: nothing said in time'],
  ['half a verb, in TLS', true, 'GE', '', 'conn.refused: nothing said in time'],
  ['a ClientHello', false, 'HELLO', '', 'conn.refused: TLS handshake: too slow'],
  [
    'a handshake, byte by byte',
    false,
    'HELLO',
    '\x16\x03\x03\x00\x50xxxxxxxxxxxxxxxx',
    'conn.refused: TLS handshake: too slow',
  ],
  ['half the head of a request', false, 'GET / HT', '', 'conn.refused: HTTP: too slow'],
  [
    'the head of a request, byte by byte',
    false,
    'GET / HTTP/1.1\r\nX: ',
    'x'.repeat(40),
    'conn.refused: HTTP: too slow',
  ],
  [
    'the head of a request, byte by byte in TLS',
    true,
    'GET / HTTP/1.1\r\nX: ',
    'x'.repeat(40),
    'conn.refused: HTTP: too slow',
  ],
  ['half a registration', false, 'NICK a\r\n', '', 'conn.left: Registration timed out'],
  [
    'half a registration, byte by byte in TLS',
    true,
    'NICK b\r\n',
    'USER b 0 * :b'.repeat(5),
    'conn.left: Registration timed out',
  ],
]

describe('a visit', () => {
  let before: number
  const slow = { timeout: 10_000, interval: 10 }
  const page = { ...fileOf('index.html', Buffer.alloc(30_000_000, 'x')), gzip: undefined }
  let hello: string
  let daemon: ShortDaemon
  beforeAll(async () => {
    before = descriptors()
    hello = (await helloOf([])).toString('latin1')
    const deadlines = { firstByteMs: 300, tlsHandshakeMs: 400, httpHeadMs: 350, httpAnswerMs: 450 }
    const limits = { ...deadlines, registrationMs: 500, lingerMs: 200 }
    daemon = await startShortDaemon({ limits, files: new Map([['/', page]]) })
  })
  afterAll(endShortDaemons)
  const ends = (): string[] => daemon.said.filter((line) => /refused|left/.test(line))

  it.each(visits)('that says %s has its deadline', async (_, inTls, start, trickle, end) => {
    daemon.said.length = 0
    const peer = await knock(daemon.port, { inTls })
    peer.say(start.replace('HELLO/2', hello.slice(0, 60)).replace('HELLO', hello))
    let sent = 0
    const timer = setInterval(() => peer.say(trickle[sent++] ?? ''), 60)
    await vi.waitUntil(() => peer.isClosed, slow).finally(() => clearInterval(timer))
    await vi.waitFor(() => expect(ends()).toEqual([end]), slow)
  })

  it.each([false, true])('that does not read its answer has its deadline (in TLS: %s)', async (inTls) => {
    daemon.said.length = 0
    const peer = await knock(daemon.port, { inTls })
    peer.stopReading()
    // What is asked behind it changes nothing.
    const timer = setInterval(() => peer.say('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'), 60)
    await vi
      .waitFor(() => expect(ends()).toEqual(['conn.refused: HTTP: too slow']), slow)
      .finally(() => clearInterval(timer))
    peer.close()
  })

  it('is given up in every stage when the daemon stops, and leaves no descriptor', async () => {
    const limits = { firstByteMs: 60_000, tlsHandshakeMs: 60_000, httpHeadMs: 60_000, httpAnswerMs: 60_000 }
    const patient = await startShortDaemon({ limits, files: new Map([['/', page]]) })
    const request = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'
    const starts = ['', 'GE', hello, hello.slice(0, 60), 'GET / HT', request, 'NICK a\r\n']
    const peers = await Promise.all(
      [false, true].flatMap((inTls) =>
        starts.map(async (start) => {
          const peer = await knock(patient.port, { inTls })
          if (start === request) peer.stopReading()
          peer.say(start)
          return peer
        }),
      ),
    )
    await vi.waitUntil(() => patient.said.filter((line) => line === 'conn.opened').length === 2, slow)
    await patient.stop()
    for (const peer of peers) peer.close()
    await daemon.stop()
    await vi.waitFor(() => expect(descriptors()).toBeLessThanOrEqual(before), slow)
  })
})

/** The files that this process has open, where that can be known. */
function descriptors(): number {
  return whyNoSiege === undefined ? readdirSync('/proc/self/fd').length : 0
}
