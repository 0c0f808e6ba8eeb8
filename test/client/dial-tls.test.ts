import type { Socket } from 'node:net'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DialInput, type Dialled, type Guard, dial } from '../../src/client/dial.ts'
import { resolvable } from '../../src/client/resolvable.ts'
import type { Security, Seen } from '../../src/client/security.ts'
import { NoTls, type Trouble } from '../../src/client/trouble.ts'
import { type Shown, certificate, closeServers, plainServer, tlsServer } from './tls-servers.ts'

let own: Shown

beforeAll(async () => {
  own = await certificate()
})
afterEach(closeServers)

const overTls = { over: 'tls', expected: {}, orPlain: false } as const

/** Takes every certificate, and remembers it. */
function guard(security: Security = overTls) {
  const seen: Seen[] = []
  const guard: Guard = {
    security: () => Promise.resolve(security),
    check: (one) => Promise.resolve(void seen.push(one)),
  }
  return { guard, seen }
}

async function call(port: number, more: Partial<DialInput> = {}) {
  const end = resolvable<Trouble | undefined>()
  const lines: string[] = []
  const dialled: Dialled = await dial({
    host: '127.0.0.1',
    port,
    timeoutMs: 2_000,
    guard: guard().guard,
    onMessage: ({ command, params }) => lines.push([command, ...params].join(' ')),
    onEnd: end.resolve,
    ...more,
  })
  return { dialled, lines, ended: end.promise }
}

describe('a connection over TLS', () => {
  it('tells what was shown, and carries lines both ways', async () => {
    const port = await tlsServer(own, (socket) => {
      socket.once('data', (chunk: Buffer) => socket.end(`:s PONG ${chunk.toString().trim()}\r\n`))
    })
    const { guard: asked, seen } = guard()
    const { dialled, lines, ended } = await call(port, { guard: asked })
    expect(seen).toEqual([own.seen])
    expect(dialled.seen).toEqual(own.seen)
    dialled.send({ command: 'PING', params: ['a'] })
    expect(await ended).toBeUndefined()
    expect(lines).toEqual(['PONG PING a'])
  })

  it('hears what was said while the certificate was looked at', async () => {
    const port = await tlsServer(own, (socket) => void socket.end('PING :early\r\n'))
    const check = async () => await new Promise<void>((done) => setTimeout(done, 20))
    const { lines, ended } = await call(port, { guard: { ...guard().guard, check } })
    expect(await ended).toBeUndefined()
    expect(lines).toEqual(['PING early'])
  })

  it('ends politely also where TLS was not ended before TCP', async () => {
    const port = await tlsServer(own, () => undefined)
    const { ended } = await call(port)
    closeServers()
    expect(await ended).toBeUndefined()
  })

  it('says nothing to whom the guard does not take, and cuts', async () => {
    const gone = resolvable<void>()
    let heard = ''
    const hear = (socket: Socket) => socket.on('data', (chunk: Buffer) => (heard += chunk.toString()))
    const port = await tlsServer(own, hear, { gone: gone.resolve })
    const check = () => Promise.reject(new Error('not this one'))
    await expect(call(port, { guard: { ...guard().guard, check } })).rejects.toThrow('not this one')
    await gone.promise
    expect(heard).toBe('')
  })

  it('does not begin where the guard says so', async () => {
    const end = resolvable<number>()
    const port = await plainServer((socket) => {
      let bytes = 0
      socket.on('data', (chunk: Buffer) => (bytes += chunk.length))
      socket.on('close', () => end.resolve(bytes))
    })
    const security = () => Promise.reject(new Error('stripped'))
    await expect(call(port, { guard: { ...guard().guard, security } })).rejects.toThrow('stripped')
    expect(await end.promise).toBe(0)
  })

  it.each([
    ['localhost', 'localhost'],
    ['127.0.0.1', false],
  ])('names the host where it has a name, and never an address: %s', async (host, name) => {
    const named = resolvable<unknown>()
    const port = await tlsServer(own, ({ servername }) => named.resolve(servername))
    await call(port, { host })
    expect(await named.promise).toBe(name)
  })

  it('says who we are to who asks', async () => {
    const us = await certificate()
    const shown = resolvable<string>()
    const port = await tlsServer(
      own,
      (socket) => shown.resolve(socket.getPeerX509Certificate()?.fingerprint256 ?? 'nobody'),
      { requestCert: true, rejectUnauthorized: false },
    )
    await call(port, { credentials: us })
    const hex = Buffer.from(us.fingerprint, 'base64url').toString('hex').toUpperCase()
    expect((await shown.promise).replaceAll(':', '')).toBe(hex)
  })
})

describe('TLS is not agreed on', () => {
  it.each<[string, (socket: Socket) => void, RegExp]>([
    [
      'a server that answers in plain text',
      (socket) => void socket.write('ERROR :what?\r\n'),
      /^Cannot speak TLS with 127\.0\.0\.1:\d+: wrong version number\.$/,
    ],
    [
      'a server that refuses the handshake',
      (socket) => void socket.once('data', () => socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, 0x28]))),
      /: .*alert handshake failure\.$/,
    ],
    [
      'a server that resets',
      (socket) => void socket.once('data', () => socket.resetAndDestroy()),
      /: the other side cut the connection\.$/,
    ],
    [
      'a server that ends',
      (socket) => void socket.once('data', () => socket.end()),
      /: the other side cut the connection\.$/,
    ],
    ['a server that is silent', (socket) => void socket.resume(), /: no answer in time\.$/],
  ])('with %s', async (_who, script, words) => {
    const port = await plainServer(script)
    const error: unknown = await call(port, { timeoutMs: 200 }).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(NoTls)
    expect(error instanceof Error && error.message).toMatch(words)
  })

  it('with a server that has nothing newer than TLS 1.1', async () => {
    const port = await tlsServer(own, () => undefined, {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    await expect(call(port)).rejects.toBeInstanceOf(NoTls)
  })

  it('and is given up when the signal says so, which means nothing of who is there', async () => {
    const giveUp = new AbortController()
    const port = await plainServer((socket) => void socket.once('data', () => giveUp.abort()))
    await expect(call(port, { signal: giveUp.signal })).rejects.toMatchObject({ code: 'ABORTED' })
  })
})
