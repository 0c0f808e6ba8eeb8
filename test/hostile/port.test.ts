import { readdirSync } from 'node:fs'
import { duplexPair } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { fileOf } from '../../src/transport/http/files.ts'
import { startDaemonProcess } from '../e2e/daemon-process.ts'
import { RawWebSocket } from './raw-web-socket.ts'
import { type Raw, endRaws, knock } from './raw-socket.ts'
import { type ShortDaemon, endShortDaemons, startShortDaemon } from './short-daemon.ts'
import { Siege, endSiege, onLinux, whyNoSiege } from './siege.ts'

let siege: Siege
beforeAll(async () => {
  if (whyNoSiege === undefined) siege = await Siege.lay(await startDaemonProcess())
})
afterEach(endRaws)
afterAll(endSiege)

const soon = { timeout: 8_000, interval: 10 }

/** What the log says of a peer. */
const logged = ({ localPort }: Pick<Raw, 'localPort'>): string[] =>
  siege.daemon
    .log()
    .filter(({ port }) => port === localPort)
    .map(({ evt, reason }) => [evt, reason].filter((word) => typeof word === 'string').join(': '))

const logs = async (peer: Pick<Raw, 'localPort'>, ...lines: (string | RegExp)[]): Promise<void> => {
  const like = lines.map((line) => (typeof line === 'string' ? line : expect.stringMatching(line)))
  await vi.waitFor(() => expect(logged(peer)).toEqual(like), soon)
}

/** Says this in plain text, and hears what comes until the daemon has closed. */
async function ask(bytes: string, inTls = false): Promise<Raw> {
  const peer = await knock(siege.daemon.port, { inTls })
  peer.say(bytes)
  await vi.waitUntil(() => peer.isClosed, soon)
  return peer
}

const host = (): string => `127.0.0.1:${siege.daemon.port}`
const statusOf = ({ heard }: Raw): number => Number(/^HTTP\/1\.1 (\d+) /.exec(heard)?.[1])
/** How many answers there are in what was heard. */
const answersIn = ({ heard }: Raw): number => heard.match(/^HTTP\/1\.1 \d/gm)?.length ?? 0

const upgrade = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
]

type Request = readonly [what: string, bytes: (host: string) => string, status: number]
const get = (host: string, ...headers: string[]): string =>
  ['GET / HTTP/1.1', `Host: ${host}`, ...headers, '', ''].join('\r\n')
const lines = 'NICK evil\r\nUSER evil 0 * :evil\r\nJOIN #calm\r\nPRIVMSG #calm :line 0\r\n'

const refused: readonly Request[] = [
  [
    'IRC in the body of a POST',
    (host) => `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${lines.length}\r\n\r\n${lines}`,
    405,
  ],
  [
    'a POST of more than a socket holds',
    (host) => `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 4000000\r\n\r\n${'x'.repeat(4_000_000)}`,
    405,
  ],
  [
    'a form of a page elsewhere',
    (host) => `POST / HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://evil.test\r\nContent-Length: 4\r\n\r\nNICK`,
    403,
  ],
  ...['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'].map((verb): Request => [
    verb,
    (host) => `${verb} / HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    405,
  ]),
  ['CONNECT', (host) => `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 405],
  ['the preface of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', 400],
  ['a target with a host in it', (host) => `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 400],
  ['the target *', (host) => `GET * HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 400],
  ['two Hosts', (host) => get(host, `Host: ${host}`), 400],
  ['two Hosts that differ', (host) => get(host, 'Host: evil.test'), 400],
  ['no Host', () => 'GET / HTTP/1.1\r\n\r\n', 400],
  ['HTTP/1.0 without a Host', () => 'GET / HTTP/1.0\r\n\r\n', 400],
  ['HTTP/0.9', () => 'GET /\r\n\r\n', 400],
  ['HTTP/3', () => 'GET / HTTP/3.0\r\nHost: x\r\n\r\n', 400],
  ['a body of a GET', (host) => `${get(host, 'Content-Length: 5').trimEnd()}\r\n\r\nNICK `, 400],
  ['a body in chunks', (host) => `${get(host, 'Transfer-Encoding: chunked')}0\r\n\r\n`, 400],
  [
    'both lengths of a body (smuggling)',
    (host) => get(host, 'Content-Length: 4', 'Transfer-Encoding: chunked'),
    400,
  ],
  ['two lengths of a body', (host) => get(host, 'Content-Length: 0', 'Content-Length: 4'), 400],
  ['a length with a sign', (host) => get(host, 'Content-Length: +0'), 400],
  ['a header over two lines (obs-fold)', (host) => get(host, 'X: a', ' Host: evil.test'), 400],
  ['a line end without CR', (host) => `GET / HTTP/1.1\nHost: ${host}\n\n`, 400],
  ['a line end without LF', (host) => `GET / HTTP/1.1\r\nHost: ${host}\rX: y\r\n\r\n`, 400],
  ['a space before a colon', (host) => `GET / HTTP/1.1\r\nHost : ${host}\r\n\r\n`, 400],
  ['a NUL in a header', (host) => get(host, 'X: \0'), 400],
  ['a head of more than 8 KiB', (host) => get(host, `X: ${'x'.repeat(8_200)}`), 431],
  [
    'a target of more than 8 KiB',
    (host) => `GET /${'x'.repeat(8_200)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    431,
  ],
  ['51 headers', (host) => get(host, ...Array.from({ length: 50 }, (_, i) => `X-${i}: x`)), 431],
  ['2,000 headers', (host) => get(host, ...Array.from({ length: 2_000 }, () => 'X:')), 431],
  ['no page of ours', (host) => `GET /../../etc/passwd HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 404],
  ['an upgrade to something else', (host) => get(host, 'Connection: Upgrade', 'Upgrade: h2c'), 400],
  ['an upgrade of a POST', (host) => get(host, ...upgrade).replace('GET', 'POST'), 405],
  ['an upgrade with a body', (host) => `${get(host, ...upgrade, 'Content-Length: 4')}NICK`, 400],
  ['an upgrade elsewhere', (host) => get(host, ...upgrade).replace('/ ', '/irc '), 404],
  ['an upgrade without a key', (host) => get(host, ...upgrade.slice(0, 3)), 400],
  ['an upgrade of a bad key', (host) => get(host, ...upgrade.slice(0, 3), 'Sec-WebSocket-Key: x'), 400],
  [
    'an upgrade of another version',
    (host) => get(host, ...upgrade).replace('Version: 13', 'Version: 7'),
    400,
  ],
  ['bad sub-protocols', (host) => get(host, ...upgrade, 'Sec-WebSocket-Protocol: a,,b'), 400],
]

const forged = [
  'null',
  'http://evil.test',
  'http://evil.test:16667',
  'http://127.0.0.1',
  'http://127.0.0.1:1',
  'https://HOST',
  'ws://HOST',
  'http://HOST.evil.test',
  'http://evil.test@HOST',
  'http://localhost.evil.test',
  'file://',
  'chrome-extension://abcdefghijklmnop',
  'http://HOST, http://evil.test',
  'HOST',
]
const rebound = [
  'evil.test',
  'evil.test:PORT',
  'localhost.evil.test:PORT',
  '127.0.0.1.evil.test:PORT',
  '127.0.0.1.nip.io',
  'xn--lcalhost-54a:PORT',
  'office.evil.test:PORT',
]

describe.skipIf(whyNoSiege !== undefined)(`the port${onLinux}`, () => {
  describe.each([
    ['in plain text', false],
    ['in TLS', true],
  ] as const)('%s', (_, inTls) => {
    it.each(refused)('refuses and closes: %s', async (_, bytes, status) => {
      const peer = await ask(bytes(host()), inTls)
      expect(statusOf(peer)).toBe(status)
      expect(answersIn(peer)).toBe(1)
      expect(peer.heard).toContain('\r\nConnection: close\r\n')
      expect(peer.heard).toContain("\r\nContent-Security-Policy: default-src 'none'")
    })

    it.each(forged)('refuses the Origin %s of a page and of its WebSocket', async (origin) => {
      const header = `Origin: ${origin.replace('HOST', host()).replace('https', inTls ? 'http' : 'https')}`
      const page = await ask(get(host(), header), inTls)
      const socket = await ask(get(host(), header, ...upgrade), inTls)
      expect([statusOf(page), statusOf(socket)]).toEqual([403, 403])
    })

    it.each(rebound)('refuses the Host %s of a page and of its WebSocket', async (name) => {
      const given = name.replace('PORT', String(siege.daemon.port))
      const origin = `Origin: http${inTls ? 's' : ''}://${given}`
      const page = await ask(get(given), inTls)
      const socket = await ask(get(given, origin, ...upgrade), inTls)
      expect([statusOf(page), statusOf(socket)]).toEqual([421, 421])
    })

    it.each([
      ['HTTP/1.0 with a Host', (host: string) => get(host).replace('1.1', '1.0')],
      ['a length of nothing', (host: string) => get(host, 'Content-Length: 0')],
      ['50 headers', (host: string) => get(host, ...Array.from({ length: 49 }, (_, i) => `X-${i}: x`))],
      ['Expect: 100-continue', (host: string) => get(host, 'Expect: 100-continue')],
      ['an Expect that nobody knows', (host: string) => get(host, 'Expect: tea')],
      ['a request behind it, once', (host: string) => get(host) + get(host)],
      ['a thousand requests behind it, once', (host: string) => get(host).repeat(1_000)],
      ['an upgrade behind it, and is no WebSocket', (host: string) => get(host) + get(host, ...upgrade)],
      ['IRC behind it, and does not take it', (host: string) => get(host) + lines],
    ])('answers %s', async (_, bytes) => {
      const peer = await ask(bytes(host()), inTls)
      expect([statusOf(peer), answersIn(peer)]).toEqual([200, 1])
      expect(peer.heard).toContain('</html>')
      await logs(peer)
    })

    it.each(['NICK /x HTTP/1.1', 'nick / HTTP/1.1', 'patch / HTTP/1.1', `PASS /${'x'.repeat(600)} HTTP/1.1`])(
      'takes no HTTP for IRC, by whatever word it asks: %.20s',
      async (line) => {
        const peer = await ask(`${line}\r\nHost: evil.test\r\n\r\n${lines}`, inTls)
        expect(peer.heard).toBe('ERROR :Closing link: 127.0.0.1 (HTTP request)\r\n')
        await logs(peer, 'conn.opened', 'conn.left: HTTP request')
      },
    )

    it.each([
      ['IRC', 'NICK split\r\nUSER s 0 * :s\r\nQUIT\r\n', /^:earshot\.local 001 split .*\r\nERROR /s],
      ['HTTP', 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n', /^HTTP\/1\.1 200 .*\r\nok\n$/s],
    ])('answers %s the same, wherever the first bytes are split', async (_, bytes, answer) => {
      const splits = [...Array(12).keys()].map((i) => [bytes.slice(0, i + 1), bytes.slice(i + 1)])
      for (const parts of [...splits, Array.from(bytes)]) {
        const peer = await knock(siege.daemon.port, { inTls })
        for (const part of parts) await peer.sayAlone(part)
        await vi.waitUntil(() => peer.isClosed, soon)
        expect(peer.heard).toMatch(answer)
      }
    })
  })

  it('answers TLS the same wherever its first bytes are split, and asks no browser for a certificate', async () => {
    for (const protocols of [['http/1.1'], []]) {
      const hello = await helloOf(protocols)
      const cuts = [1, 2, 3, 4, 5, 6, 11, hello.indexOf('http/1.1') + 4, hello.length - 1]
      for (const cut of cuts.filter((cut) => cut > 0)) {
        const peer = await knock(siege.daemon.port)
        for (const part of [hello.subarray(0, cut), hello.subarray(cut)])
          await peer.sayAlone(part.toString('latin1'))
        await vi.waitUntil(() => peer.heard.length > 0, soon)
        // TLS 1.2, so that what it asks for can be read: a CertificateRequest is handshake message 13.
        expect(isAskedForCertificate(peer.heard)).toBe(protocols.length === 0)
        peer.close()
      }
    }
  })

  it.each([
    ['garbage for TLS', '\x16\x03\x01\x00\x05hello'],
    ['a record that is longer than there are', '\x16\x03\x01\xff\xffhello'],
    [
      'a ClientHello of SSL 3',
      '\x16\x03\x00\x00\x2f\x01\x00\x00\x2b\x03\x00' +
        'r'.repeat(32) +
        '\x00\x00\x04\x00\x2f\x00\x35\x01\x00',
    ],
    [
      'a ClientHello of TLS 1.0',
      '\x16\x03\x01\x00\x2f\x01\x00\x00\x2b\x03\x01' +
        'r'.repeat(32) +
        '\x00\x00\x04\x00\x2f\x00\x35\x01\x00',
    ],
    [
      'a ClientHello of TLS 1.1',
      '\x16\x03\x01\x00\x2f\x01\x00\x00\x2b\x03\x02' +
        'r'.repeat(32) +
        '\x00\x00\x04\x00\x2f\x00\x35\x01\x00',
    ],
  ])('closes for %s, and says what it was', async (_, bytes) => {
    const peer = await ask(bytes)
    await logs(peer, /^conn\.refused: TLS handshake: ERR_SSL_/)
  })

  it('closes for TLS inside of TLS', async () => {
    const hello = await helloOf([])
    const peer = await ask(hello.toString('latin1'), true)
    expect(peer.heard).toBe('')
    await logs(peer, 'conn.refused: TLS inside of TLS')
  })

  it('closes who begins another handshake', async () => {
    const peer = await knock(siege.daemon.port, { inTls: true, maxVersion: 'TLSv1.2' })
    peer.say('NICK again\r\nUSER a 0 * :a\r\n')
    await vi.waitUntil(() => peer.heard.includes(' 422 '), soon)
    peer.tls?.renegotiate({}, () => {})
    await vi.waitUntil(() => peer.isClosed, soon)
    await logs(
      peer,
      'conn.opened',
      'conn.named',
      'conn.active',
      'conn.left: Read error: ERR_TLS_RENEGOTIATION_DISABLED',
    )
  })

  it('closes who sends a record that cannot be read', async () => {
    const peer = await knock(siege.daemon.port, { inTls: true })
    peer.say('NICK again\r\nUSER a 0 * :a\r\n')
    await vi.waitUntil(() => peer.heard.includes(' 422 '), soon)
    peer.sayBelow(`\x17\x03\x03\x00\x28${'x'.repeat(40)}`)
    await vi.waitUntil(() => peer.isClosed, soon)
    await logs(peer, 'conn.opened', 'conn.named', 'conn.active', /^conn\.left: Read error: ERR_SSL_/)
  })

  it('outlives 200 half-open visits of every kind, and lets others in meanwhile', async () => {
    const hello = (await helloOf([])).toString('latin1')
    const starts = ['', 'GE', 'GET / HTTP/1.1\r\nHost: x\r\n', hello, hello.slice(0, 40)]
    const peers = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        const peer = await knock(siege.daemon.port)
        peer.say(starts[i % starts.length] ?? '')
        return peer
      }),
    )
    const wire = await siege.member('meanwhile')
    const ws = await RawWebSocket.open(siege.daemon.port)
    ws.say('NICK webby', 'USER w 0 * :w')
    await vi.waitUntil(() => ws.lines.some((line) => line.includes(' 422 ')), soon)
    ws.socket.destroy()
    wire.close()
    for (const peer of peers) peer.close()
  })

  it('holds nothing of all that, and disturbed nobody', async () => {
    const usual = /^conn\.(opened|named|active|refused|left|bad-input)\b/
    expect(Object.keys(siege.said()).filter((what) => !usual.test(what))).toEqual([])
    await siege.lift({ connections: 300 })
  })
})

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

/** The ClientHello of a client that offers these protocols. */
async function helloOf(protocols: string[]): Promise<Buffer> {
  const [near, far] = duplexPair()
  const tls = connectTls({
    socket: near,
    ALPNProtocols: protocols,
    maxVersion: 'TLSv1.2',
    rejectUnauthorized: false,
  })
  tls.on('error', () => {})
  const chunk = await new Promise<Buffer>((resolve) => far.once('data', resolve))
  near.destroy()
  return chunk
}

/** Whether a server's first flight of TLS 1.2 has a CertificateRequest (RFC 5246 §7.4.4). */
function isAskedForCertificate(heard: string): boolean {
  const bytes = Buffer.from(heard, 'latin1')
  const messages: Buffer[] = []
  for (let at = 0; at + 5 <= bytes.length; at += 5 + bytes.readUInt16BE(at + 3))
    messages.push(bytes.subarray(at + 5, at + 5 + bytes.readUInt16BE(at + 3)))
  const all = Buffer.concat(messages)
  for (let at = 0; at + 4 <= all.length; at += 4 + all.readUIntBE(at + 1, 3)) if (all[at] === 13) return true
  return false
}
