import type { Socket } from 'node:net'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Approach, type ApproachInput } from '../../src/client/approach.ts'
import { type DialInput, type Dialled, dial } from '../../src/client/dial.ts'
import { Distrust, WrongCertificate } from '../../src/client/distrust.ts'
import { readable } from '../../src/client/fingerprint.ts'
import { type Met, learn, nothingKnown } from '../../src/client/known.ts'
import type { FoundRoom } from '../../src/client/seek.ts'
import { NoTls } from '../../src/client/trouble.ts'
import { type Shown, certificate, closeServers, plainServer, tlsServer } from './tls-servers.ts'

let own: Shown
let renewed: Shown
let strange: Shown
let notes: string[]

beforeAll(async () => {
  own = await certificate()
  renewed = await certificate(own)
  strange = await certificate()
})
beforeEach(() => {
  notes = []
})
afterEach(closeServers)

const idle = (socket: Socket): void => void socket.resume()
const resets = (socket: Socket): void => void socket.once('data', () => socket.resetAndDestroy())

const id = 'a'.repeat(26)

function word(port: number, change: Partial<FoundRoom> = {}): FoundRoom {
  return {
    id,
    room: 'Office',
    host: '127.0.0.1',
    port,
    addresses: ['127.0.0.1'],
    tls: true,
    ws: false,
    fingerprint: own.fingerprint,
    version: '1.0.0',
    ttlSeconds: 90,
    rttMs: 1,
    pin: 'new',
    ...change,
  }
}

const untls = { tls: false } as const

const knowing = (port: number, met: Met): ApproachInput['known'] =>
  learn(nothingKnown, { ...met, host: met.host && { ...met.host, at: `127.0.0.1:${port}` } }, false, 'then')

function approach(port: number, change: Partial<ApproachInput> = {}): Approach {
  return new Approach(
    {
      place: { host: '127.0.0.1', port },
      isTyped: false,
      known: nothingKnown,
      choice: 'first',
      trust: false,
      ask: () => Promise.resolve(undefined),
      judge: () => undefined,
      open: dial,
      ...change,
    },
    (text) => notes.push(text),
  )
}

const call = async (one: Approach, more: Partial<DialInput> = {}): Promise<Dialled> =>
  await one.dial({
    host: one.host,
    port: one.port,
    timeoutMs: 2_000,
    onMessage: () => undefined,
    onEnd: () => undefined,
    ...more,
  })

const failure = async (calling: Promise<unknown>): Promise<unknown> =>
  await calling.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('a room that was found', () => {
  it('is taken by the certificate that it announces', async () => {
    const port = await tlsServer(own, idle)
    const one = approach(port, { word: word(port) })
    expect((await call(one)).seen).toEqual(own.seen)
    expect(one.seen).toEqual(own.seen)
  })

  it('is refused by another one, with both fingerprints, and how to check', async () => {
    const port = await tlsServer(strange, idle)
    const one = approach(port, { word: word(port), ask: () => Promise.resolve(word(port)) })
    const error = await failure(call(one))
    if (!(error instanceof WrongCertificate)) throw error
    expect(error.message).toContain(`announces the certificate   ${readable(own.fingerprint)}`)
    expect(error.message).toContain(`there the certificate is         ${readable(strange.fingerprint)}`)
    expect(error.next).toContain('Whoever runs it sees the certificate with:   earshot status')
    expect(one.seen).toBeUndefined()
  })

  it('may have renewed its certificate: a fresh word vouches for it', async () => {
    const port = await tlsServer(strange, idle)
    const fresh = word(port, { fingerprint: strange.fingerprint })
    const one = approach(port, { word: word(port), ask: () => Promise.resolve(fresh) })
    expect((await call(one)).seen).toEqual(strange.seen)
  })

  it('may not be another room that vouches for itself', async () => {
    const port = await tlsServer(strange, idle)
    const other = word(port, { id: 'b'.repeat(26), fingerprint: strange.fingerprint })
    const one = approach(port, { word: word(port), ask: () => Promise.resolve(other) })
    expect(await failure(call(one))).toBeInstanceOf(WrongCertificate)
  })

  it('is not somebody else where its fresh word says that it has no TLS any more', async () => {
    const port = await tlsServer(strange, idle)
    const one = approach(port, { word: word(port), ask: () => Promise.resolve(word(port, untls)) })
    expect(await failure(call(one))).toBeInstanceOf(WrongCertificate)
  })

  it.each([
    ['plain', () => plainServer((socket) => void socket.write('ERROR :what?\r\n'))],
    ['cut', () => plainServer(resets)],
    ['silent', () => plainServer(idle)],
  ])('is never joined plain where it announces TLS and it is %s there', async (_how, server) => {
    const port = await server()
    expect(await failure(call(approach(port, { word: word(port) }), { timeoutMs: 300 }))).toBeInstanceOf(
      NoTls,
    )
    expect(notes).toEqual([])
  })

  it('is plain where it says so, without asking for TLS', async () => {
    let first = ''
    const port = await plainServer((socket) =>
      socket.once('data', (chunk: Buffer) => (first = chunk.toString())),
    )
    const dialled = await call(approach(port, { word: word(port, untls) }))
    dialled.send({ command: 'PING', params: ['a'] })
    await expect.poll(() => first).toBe('PING a\r\n')
    expect(dialled.seen).toBeUndefined()
    expect(notes).toEqual([])
  })

  it('is refused where it was over TLS before and has none now, until a person says so', async () => {
    const port = await plainServer(idle)
    const known = knowing(port, { room: { id, room: 'Office' }, isTls: true })
    const input = { word: word(port, untls), known }
    const error = await failure(call(approach(port, input)))
    if (!(error instanceof Distrust)) throw error
    expect(error.message).toBe(
      `"Office" (127.0.0.1:${port}) was joined over TLS before, and now says that it has none. Nothing was said to it: others could listen.`,
    )
    expect(error.next).toEqual([
      'Ask whoever runs it.',
      `If it is to be without TLS:   earshot --server ${id} --trust`,
    ])
    expect((await call(approach(port, { ...input, trust: true }))).seen).toBeUndefined()
  })

  it.each([
    ['only', untls, 'has no TLS that it vouches for, and --tls was asked for'],
    ['never', {}, 'was joined over TLS before; without it others can listen'],
  ] as const)('is refused where TLS is asked for %s', async (choice, change, why) => {
    const port = await plainServer(idle)
    const known = knowing(port, { room: { id, room: 'Office' }, isTls: choice === 'never' })
    const error = await failure(call(approach(port, { word: word(port, change), choice, known })))
    expect(error).toBeInstanceOf(Distrust)
    expect(String(error)).toContain(why)
  })

  it('is joined without TLS where that is asked for and it never was over TLS', async () => {
    const port = await plainServer(idle)
    const one = approach(port, { word: word(port), choice: 'never' })
    expect((await call(one)).seen).toBeUndefined()
  })
})

describe('a host that was typed', () => {
  const typed = { isTyped: true } as const

  it('says which room it is, and is taken as one that was found', async () => {
    const port = await tlsServer(own, idle)
    const one = approach(port, { ...typed, ask: () => Promise.resolve(word(port)) })
    expect(one.identity).toBeUndefined()
    await call(one)
    expect(one.identity).toMatchObject({ id, room: 'Office' })
  })

  it('is refused where it says one certificate and shows another', async () => {
    const port = await tlsServer(strange, idle)
    const one = approach(port, { ...typed, ask: () => Promise.resolve(word(port)) })
    expect(await failure(call(one))).toBeInstanceOf(WrongCertificate)
  })

  it('is refused where its room is not the one that is meant', async () => {
    const port = await tlsServer(own, idle)
    const judge = () => new Distrust('EOTHER', 'another one')
    const one = approach(port, { ...typed, judge, ask: () => Promise.resolve(word(port)) })
    await expect(call(one)).rejects.toThrow('another one')
  })

  it('is taken as it is the first time, where nobody says which room it is', async () => {
    const port = await tlsServer(own, idle)
    const one = approach(port, typed)
    expect((await call(one)).seen).toEqual(own.seen)
    expect(one.identity).toBeUndefined()
  })

  it('is then known by its key, which stays when the certificate is renewed', async () => {
    const port = await tlsServer(renewed, idle)
    const known = knowing(port, { isTls: true, host: { at: '', key: own.seen.key } })
    expect((await call(approach(port, { ...typed, known }))).seen).toEqual(renewed.seen)
  })

  it('does not wait for its word where its key is known', async () => {
    const port = await tlsServer(own, idle)
    const known = knowing(port, { isTls: true, host: { at: '', key: own.seen.key } })
    const ask: ApproachInput['ask'] = () => new Promise(() => undefined)
    expect((await call(approach(port, { ...typed, known, ask }))).seen).toEqual(own.seen)
  })

  it('is refused with another key, until a person says so', async () => {
    const port = await tlsServer(strange, idle)
    const known = knowing(port, { isTls: true, host: { at: '', key: own.seen.key } })
    const error = await failure(call(approach(port, { ...typed, known })))
    if (!(error instanceof WrongCertificate)) throw error
    expect(error.message).toContain(`certificate was   ${readable(own.seen.key)}`)
    expect(error.message).toContain(`now it is                           ${readable(strange.seen.key)}`)
    expect(error.next.at(-1)).toBe(`If it is this one:   earshot --host 127.0.0.1:${port} --trust`)
    expect((await call(approach(port, { ...typed, known, trust: true }))).seen).toEqual(strange.seen)
  })

  it.each([
    ['a stranger, who is refused', 'new', false],
    ['a room that we know, which may', 'same', true],
  ] as const)('with another key is vouched for by %s', async (_who, pin, isTaken) => {
    const port = await tlsServer(strange, idle)
    const known = knowing(port, { isTls: true, host: { at: '', key: own.seen.key } })
    const fresh = word(port, { fingerprint: strange.fingerprint, pin })
    const one = approach(port, { ...typed, known, ask: () => Promise.resolve(fresh) })
    expect((await failure(call(one))) === undefined).toBe(isTaken)
  })

  it.each([
    ['answers in plain text', (socket: Socket) => void socket.write('ERROR :what?\r\n')],
    ['cuts', resets],
    ['is silent', idle],
  ])('that has no TLS and %s is joined without', async (_how, script) => {
    const port = await plainServer(script)
    expect((await call(approach(port, typed), { timeoutMs: 200 })).seen).toBeUndefined()
  })

  it('that has no TLS is noted, once, where it is not this computer', async () => {
    const port = await plainServer(resets)
    const place = { host: 'elsewhere', port }
    const open: typeof dial = (input) => dial({ ...input, host: '127.0.0.1' })
    const one = approach(port, { ...typed, place, open })
    await call(one)
    await call(one)
    expect(notes).toEqual([`No TLS at elsewhere:${port}: what is said there is not encrypted.`])
  })

  it.each([
    ['its key is known', { isTls: true, host: { at: '', key: 'k'.repeat(43) } }, 'first'],
    ['TLS is insisted on', { isTls: false }, 'only'],
  ] as const)('that has no TLS is not joined where %s', async (_why, met, choice) => {
    const port = await plainServer(resets)
    const one = approach(port, { ...typed, known: knowing(port, met), choice })
    expect(await failure(call(one))).toBeInstanceOf(NoTls)
  })

  it('is not waited for any more where the connection is given up', async () => {
    const giveUp = new AbortController()
    let isAsking = true
    const ask: ApproachInput['ask'] = (_id, signal) =>
      new Promise((done) => {
        signal.addEventListener('abort', () => {
          isAsking = false
          done(undefined)
        })
        giveUp.abort()
      })
    const port = await plainServer(idle)
    const calling = call(approach(port, { ...typed, ask }), { signal: giveUp.signal })
    expect(await failure(calling)).toMatchObject({ code: 'ABORTED' })
    expect(isAsking).toBe(false)
  })
})

describe('who comes back', () => {
  it('goes where the room is now, by its new word', async () => {
    const here = await tlsServer(own, idle)
    const there = await tlsServer(strange, idle)
    const moved = word(there, { fingerprint: strange.fingerprint })
    const one = approach(here, { word: word(here), ask: () => Promise.resolve(moved) })
    await call(one)
    expect(await one.find(new AbortController().signal)).toMatchObject({ port: there })
    expect((await call(one, { port: there })).seen).toEqual(strange.seen)
  })

  it('does not look for a room that never said which one it is', async () => {
    const port = await tlsServer(own, idle)
    const one = approach(port, { isTyped: true })
    await call(one)
    expect(await one.find(new AbortController().signal)).toBeUndefined()
  })

  it('says nothing to somebody else, and tells so once, however often it is tried', async () => {
    const ports = [await tlsServer(own, idle), await tlsServer(strange, idle)]
    let at = 0
    const open: typeof dial = (input) => dial({ ...input, port: ports[at] ?? 0 })
    const one = approach(7, { isTyped: true, trust: true, open })
    await call(one)
    at = 1
    expect(await failure(call(one))).toBeInstanceOf(WrongCertificate)
    expect(await failure(call(one))).toBeInstanceOf(WrongCertificate)
    expect(notes).toHaveLength(1)
    expect(notes[0]).toContain('WARNING: who answers at 127.0.0.1:7 is NOT')
  })

  it('says nothing to somebody else either where it was not typed and no word of the room is heard', async () => {
    const ports = [await tlsServer(own, idle), await tlsServer(renewed, idle), await tlsServer(strange, idle)]
    let at = 0
    const open: typeof dial = (input) => dial({ ...input, port: ports[at] ?? 0 })
    const one = approach(7, { identity: { id, room: 'Office' }, open })
    await call(one)
    at = 1
    expect((await call(one)).seen).toEqual(renewed.seen)
    at = 2
    expect(await failure(call(one))).toBeInstanceOf(WrongCertificate)
    expect(one.seen).toEqual(renewed.seen)
  })

  it('forgets what a stranger said with the connection that was refused', async () => {
    const ports = [await tlsServer(own, idle), await tlsServer(strange, idle)]
    const says: (FoundRoom | undefined)[] = [undefined, word(7, { fingerprint: strange.fingerprint })]
    let at = 0
    const open: typeof dial = (input) => dial({ ...input, port: ports[at] ?? 0 })
    const one = approach(7, { isTyped: true, open, ask: () => Promise.resolve(says[at]) })
    await call(one)
    at = 1
    expect(await failure(call(one))).toBeInstanceOf(WrongCertificate)
    expect(one.identity).toBeUndefined()
    at = 0
    expect((await call(one)).seen).toEqual(own.seen)
  })

  it('is not without TLS where it was over TLS a moment ago, whatever was trusted', async () => {
    const port = await tlsServer(own, idle)
    let said: FoundRoom = word(port)
    const one = approach(port, { word: said, trust: true, ask: () => Promise.resolve(said) })
    await call(one)
    said = word(port, untls)
    await one.find(new AbortController().signal)
    expect(await failure(call(one))).toBeInstanceOf(Distrust)
    expect(await failure(call(one))).toBeInstanceOf(Distrust)
    expect(notes).toHaveLength(1)
    expect(notes[0]).toContain('"Office"')
  })
})
