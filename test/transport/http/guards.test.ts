import { describe, expect, it } from 'vitest'
import { refusal } from '../../../src/transport/http/guards.ts'
import { ask, siteOf } from './ask.ts'

const status = (...given: Parameters<typeof ask>): number | undefined =>
  refusal(ask(...given), siteOf())?.status

describe('a Host', () => {
  it.each([
    '192.168.1.20:16667',
    '10.0.0.1',
    '127.0.0.1:16667',
    '[::1]:16667',
    '[fd00::1]',
    'localhost:16667',
    'LOCALHOST',
    'office',
    'Office.local:16667',
    'office.local.',
    'chat.lan:80',
  ])('that is an address or a name of ours is answered: %s', (host) => {
    expect(status({ host })).toBeUndefined()
  })

  it.each([
    'evil.test',
    'evil.test:16667',
    'office.evil.test',
    'localhost.evil.test',
    '127.0.0.1.evil.test',
    'example.org',
  ])('that a page could have been made to stand for is not: %s', (host) => expect(status({ host })).toBe(421))

  it.each([
    undefined,
    '',
    ' ',
    'a b',
    'user@office',
    'office/x',
    'office?x',
    'office#x',
    '[::1',
    'office:x',
    'a,office',
  ])('that is none is refused: %j', (host) => expect(status({ host })).toBe(400))

  it('is one, or it could be read in two ways (RFC 9112 §3.2)', () => {
    const asked = ask()
    const twice = { ...asked, names: [...asked.names, 'host'] }
    expect(refusal(twice, siteOf())?.status).toBe(400)
  })
})

describe('an Origin', () => {
  it.each(['http://192.168.1.20:16667', 'https://gamja.example.org'])(
    'that is ours or allowed: %s',
    (origin) => {
      expect(status({ origin })).toBeUndefined()
    },
  )

  it('is compared with the Host that was asked for, scheme and port and all', () => {
    expect(status({ host: 'localhost', origin: 'http://localhost' })).toBeUndefined()
    expect(status({ host: 'localhost:80', origin: 'http://localhost' })).toBeUndefined()
    expect(
      status({ host: 'localhost:16667', origin: 'https://localhost:16667' }, { isSecure: true }),
    ).toBeUndefined()
  })

  it.each([
    'null',
    '',
    'http://evil.test',
    'http://evil.test:16667',
    'http://192.168.1.20',
    'http://192.168.1.20:80',
    'http://192.168.1.21:16667',
    'https://192.168.1.20:16667',
    'http://192.168.1.20:16667.evil.test',
    'http://192.168.1.20:16667@evil.test',
    'http://evil.test@192.168.1.20:16667',
    'http://192.168.1.20:16667/',
    'http://gamja.example.org',
    'https://gamja.example.org.evil.test',
    'file://',
    'chrome-extension://abc',
    'ws://192.168.1.20:16667',
  ])('of another page is refused: %j', (origin) => {
    expect(status({ origin })).toBe(403)
  })

  it('is not asked of who is no browser', () => {
    expect(status({ origin: undefined })).toBeUndefined()
  })

  it('does not make a wrong Host right (a rebound name is both)', () => {
    expect(status({ host: 'evil.test:16667', origin: 'http://evil.test:16667' })).toBe(421)
  })
})

describe('a request', () => {
  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'CONNECT'])('by %s is refused', (method) => {
    expect(refusal(ask({}, { method }), siteOf())).toMatchObject({
      status: 405,
      headers: { Allow: 'GET, HEAD' },
    })
  })

  it('may have no body', () => {
    expect(status({ 'content-length': '0' })).toBeUndefined()
    expect(status({ 'content-length': '1' })).toBe(400)
    expect(status({ 'content-length': '0, 5' })).toBe(400)
    expect(status({ 'transfer-encoding': 'chunked' })).toBe(400)
  })

  it.each(['http://192.168.1.20/', '*', 'evil.test:443', ''])('asks for a path: not %j', (target) => {
    expect(status({}, { target })).toBe(400)
  })

  it('has so many headers and no more', () => {
    const names = (count: number) => ({
      ...ask(),
      names: ['host', ...Array.from({ length: count - 1 }, () => 'x')],
    })
    expect(refusal(names(50), siteOf())).toBeUndefined()
    expect(refusal(names(51), siteOf())?.status).toBe(431)
  })

  it('in plain text is sent to TLS where nothing else is spoken, under the name it asked for', () => {
    const site = siteOf({ isTlsOnly: true })
    expect(refusal(ask({ host: 'chat.lan:16667' }, { target: '/a?b' }), site)).toMatchObject({
      status: 308,
      headers: { Location: 'https://chat.lan:16667/a' },
    })
    expect(refusal(ask({ host: 'evil.test' }), site)?.status).toBe(421)
    expect(refusal(ask({}, { isSecure: true }), site)).toBeUndefined()
  })
})
