import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { startDaemonProcess } from '../e2e/daemon-process.ts'
import { RawWebSocket } from './raw-web-socket.ts'
import { type Raw, endRaws, helloOf, knock } from './raw-socket.ts'
import { forged, get, lines, rebound, refused, upgrade } from './requests.ts'
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
