import { readdirSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Limits, defaultLimits } from '../../src/protocol/limits.ts'
import type { Link, Remote } from '../../src/protocol/link.ts'
import { type Listener, openListener } from '../../src/transport/listener.ts'
import { makeCertificate, noSite, testContext } from '../tls.ts'
import { type CallOptions, type Caller, call, hangUpAll } from './callers.ts'
import { turn } from './sockets.ts'

/** Every kind of link behaves alike. */

let listener: Listener | undefined

afterEach(async () => {
  hangUpAll()
  await listener?.close()
  listener = undefined
})

interface Talk {
  readonly caller: Caller
  readonly link: Link
  readonly lines: string[]
  readonly closed: string[]
}

async function talk(
  kind: Remote['transport'],
  limits: Partial<Limits> = {},
  options: Partial<CallOptions> = {},
): Promise<Talk> {
  const context = await testContext()
  const links: Link[] = []
  listener = await openListener({
    port: 0,
    bind: '127.0.0.1',
    limits: { ...defaultLimits, lingerMs: 500, ...limits },
    maxConnections: 100,
    tls: () => context,
    site: noSite,
    note: () => {},
    opened: (link) => void links.push(link),
    failed: () => {},
  })
  const caller = await call(kind, { port: listener.port, ...options })
  // Bare sockets are links when they have spoken.
  if (kind === 'tcp' || kind === 'tls') caller.say('HELLO')
  const link = await vi.waitUntil(() => links[0])
  const [lines, closed]: [string[], string[]] = [[], []]
  link.start({
    input: (inputs) =>
      void lines.push(...inputs.map(({ command, params }) => [command, ...params].join(' '))),
    closed: (reason) => void closed.push(reason),
  })
  if (kind === 'ws' || kind === 'wss') caller.say('HELLO')
  await vi.waitUntil(() => lines.length === 1)
  return { caller, link, lines, closed }
}

const bytes = (...lines: string[]): Buffer =>
  Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1')
const long = `:x PRIVMSG #a :${'x'.repeat(400)}`

describe.each(['tcp', 'tls', 'ws', 'wss'] as const)('a link over %s', (kind) => {
  it('says what carries it, and gives lines in order', async () => {
    const { caller, link, lines } = await talk(kind)
    expect(link.remote).toMatchObject({ address: '127.0.0.1', transport: kind })
    caller.say('PING a', 'PING b')
    caller.say(`PING ${'c'.repeat(300)}`)
    await vi.waitUntil(() => lines.length === 4)
    expect(lines).toEqual(['HELLO', 'PING a', 'PING b', `PING ${'c'.repeat(300)}`])
    expect(link.bytesIn).toBeGreaterThan(300)
  })

  it('writes whole lines in order, however many at once', async () => {
    const { caller, link } = await talk(kind)
    link.write(bytes('A 1', 'A 2'))
    link.write(bytes(...Array.from({ length: 500 }, () => long)))
    link.write(bytes('A \xc3\xa4'))
    await vi.waitUntil(() => caller.heard().length === 503)
    expect(caller.heard().slice(0, 2)).toEqual(['A 1', 'A 2'])
    expect(caller.heard().at(-1)).toBe('A \xc3\xa4')
    expect(new Set(caller.heard().slice(2, -1))).toEqual(new Set([long]))
  })

  it('ends politely: all that is queued, the last words, and then the end', async () => {
    const { caller, link, closed } = await talk(kind)
    link.write(bytes('A 1'))
    link.end(bytes('ERROR :bye'), 'restart')
    link.write(bytes('A 2'))
    link.end(bytes('A 3'), 'left')
    await vi.waitUntil(() => caller.closed() !== undefined)
    expect(caller.heard()).toEqual(['A 1', 'ERROR :bye'])
    expect(caller.closed()).toBe(kind.startsWith('ws') ? '1012' : 'ended')
    caller.leave()
    await vi.waitUntil(() => closed.length === 1)
  })

  it.skipIf(process.platform !== 'linux')(
    'lets go of its descriptor when it is cut while its end is on its way',
    async () => {
      const descriptors = (): number => readdirSync('/proc/self/fd').length
      const { caller, link } = await talk(kind)
      const open = descriptors()
      link.end(bytes('ERROR :bye'), 'left')
      setImmediate(() => link.cut())
      await vi.waitUntil(() => caller.closed() !== undefined)
      caller.reset()
      await vi.waitFor(() => expect(descriptors()).toBe(open - 2))
    },
  )

  it('cuts at once, and neither throws nor says anything when it is asked again', async () => {
    const { caller, link, closed } = await talk(kind)
    link.write(bytes('A 1'))
    link.cut()
    link.cut()
    link.end(bytes('A 2'), 'left')
    link.write(bytes('A 3'))
    link.pause()
    link.resume()
    await vi.waitUntil(() => caller.closed() !== undefined && closed.length === 1)
    await turn()
    expect(closed).toHaveLength(1)
  })

  it('can be cut after a polite end', async () => {
    const { caller, link } = await talk(kind)
    caller.stopReading()
    link.end(bytes('ERROR :bye'), 'left')
    link.cut()
    await listener?.close()
  })

  it('holds its peer back while it is paused, and loses nothing', async () => {
    const { caller, link, lines } = await talk(kind)
    link.pause()
    await turn()
    for (let i = 0; i < 2_000; i++) caller.say(`PING ${i}`)
    await turn(20)
    expect(lines).toEqual(['HELLO'])
    link.resume()
    await vi.waitUntil(() => lines.length === 2_001, { timeout: 5_000 })
    expect(lines.slice(1)).toEqual(Array.from({ length: 2_000 }, (_, i) => `PING ${i}`))
  })

  it('ends where a peer does not read, and says why', async () => {
    const { caller, link, closed } = await talk(kind, { outboxHardBytes: 65_536 })
    caller.stopReading()
    const much = bytes(...Array.from({ length: 100 }, () => long))
    for (let i = 0; i < 1_000 && closed.length === 0; i++) {
      link.write(much)
      if (i % 20 === 0) await turn(1)
    }
    await vi.waitUntil(() => closed.length === 1)
    expect(closed).toEqual(['SendQ exceeded'])
    link.cut()
    await listener?.close()
  })

  it('tells once that its peer has left, or was reset', async () => {
    const left = await talk(kind)
    left.caller.leave()
    await vi.waitUntil(() => left.closed.length === 1)
    left.link.end(Buffer.alloc(0), 'left')
    await listener?.close()
    const reset = await talk(kind)
    reset.caller.reset()
    await vi.waitUntil(() => reset.closed.length === 1)
    reset.link.write(bytes('A'))
    await turn()
    expect(reset.closed).toHaveLength(1)
  })

  it('ends where a line does not', async () => {
    const { caller, closed, link } = await talk(kind)
    caller.say('x'.repeat(20_000))
    await vi.waitUntil(() => closed.length === 1)
    expect(closed[0]).toMatch(kind.startsWith('ws') ? /Max payload/ : 'RecvQ exceeded')
    link.end(bytes('ERROR :x'), 'policy')
    if (kind.startsWith('ws')) await vi.waitUntil(() => caller.closed() === '1009')
  })
})

describe.each(['tls', 'wss'] as const)('a link over %s', (kind) => {
  it('knows the client’s certificate by its fingerprint', async () => {
    const certificate = await makeCertificate()
    const { link } = await talk(kind, {}, { certificate })
    expect(link.remote.certificate).toBe(Buffer.from(certificate.fingerprint, 'base64url').toString('hex'))
  })

  it('needs none', async () => {
    expect((await talk(kind)).link.remote).not.toHaveProperty('certificate')
  })
})
