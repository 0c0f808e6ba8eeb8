import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { answer, upgradeAnswer } from '../../../src/transport/http/site.ts'
import { ask, siteOf } from './ask.ts'

const upgrade = { connection: 'Upgrade', upgrade: 'websocket' }

describe('a file', () => {
  it('is served with its type, and gzipped to who takes that', () => {
    const plain = answer(ask(), siteOf())
    expect(plain).toMatchObject({ status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
    const small = answer(ask({ 'accept-encoding': 'br, gzip;q=0.5' }), siteOf())
    expect(small.headers).toMatchObject({ 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' })
    expect(gunzipSync(small.body)).toEqual(plain.body)
    expect(small.body.length).toBeLessThan(plain.body.length)
  })

  it.each(['gzip;q=0', 'gzip; q=0.00', 'br', ''])('is not gzipped to who takes %j', (coding) => {
    expect(answer(ask({ 'accept-encoding': coding }), siteOf()).headers).not.toHaveProperty(
      'Content-Encoding',
    )
  })

  it('that is a page tells where the room is, by the name that it was asked by', () => {
    const page = Buffer.from(answer(ask({ host: 'office.local:7000' }), siteOf()).body).toString()
    expect(page).toContain('irc://office.local:7000/lobby')
  })

  it('is not sent again to who has it, in the same form (RFC 9110 §13.1.2)', () => {
    const { ETag = '' } = answer(ask(), siteOf()).headers
    for (const tag of [ETag, `"x", ${ETag}`, `W/${ETag}`, '*']) {
      expect(answer(ask({ 'if-none-match': tag }), siteOf())).toMatchObject({
        status: 304,
        body: Buffer.alloc(0),
      })
    }
    expect(answer(ask({ 'if-none-match': ETag, 'accept-encoding': 'gzip' }), siteOf()).status).toBe(200)
    expect(answer(ask({ 'if-none-match': '"x"' }), siteOf()).status).toBe(200)
  })

  it('is asked for again each time, but for one that has its hash in its name', () => {
    expect(answer(ask(), siteOf()).headers['Cache-Control']).toBe('no-cache')
    const script = answer(ask({}, { target: '/app.0123abcd.js' }), siteOf())
    expect(script.headers['Cache-Control']).toBe('public, max-age=31536000, immutable')
  })

  it.each(['/nothing', '/../etc/passwd', '/%2e%2e/x', '//', '/index.html/', '/__proto__', '/constructor'])(
    'that is none is not found: %s',
    (target) => expect(answer(ask({}, { target }), siteOf()).status).toBe(404),
  )

  it('is found whatever is asked of it', () => {
    expect(answer(ask({}, { target: '/?a=/x' }), siteOf()).status).toBe(200)
  })
})

describe('health', () => {
  it('is said without a word about the room', () => {
    expect(answer(ask({}, { target: '/healthz' }), siteOf())).toMatchObject({
      status: 200,
      body: Buffer.from('ok\n'),
    })
  })

  it('is not readiness: who closes lives on', () => {
    const closing = siteOf({ readiness: () => 'closing' })
    expect(answer(ask({}, { target: '/readyz' }), siteOf()).status).toBe(200)
    expect(answer(ask({}, { target: '/readyz' }), closing).status).toBe(503)
    expect(answer(ask({}, { target: '/healthz' }), closing).status).toBe(200)
    const full = siteOf({ readiness: () => 'full' })
    expect(answer(ask({}, { target: '/readyz' }), full)).toMatchObject({
      status: 503,
      body: Buffer.from('full\n'),
    })
  })
})

describe('metrics', () => {
  const metrics = { isFor: (address: string) => address === '127.0.0.1', text: () => 'up 1\n' }
  const get = (address: string) =>
    answer(ask({ host: '127.0.0.1' }, { target: '/metrics', address }), siteOf({ metrics }))

  it('are told to who may have them, as Prometheus reads them', () => {
    expect(get('127.0.0.1')).toMatchObject({
      status: 200,
      headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' },
      body: Buffer.from('up 1\n'),
    })
  })

  it('are nobody else’s, who is told how it could be otherwise', () => {
    const refused = get('192.168.1.7')
    expect([refused.status, String(refused.body)]).toEqual([403, expect.stringContaining('--metrics-allow')])
    expect(answer(ask({}, { target: '/metrics' }), siteOf()).status).toBe(403)
  })
})

describe('a WebSocket', () => {
  it.each(['/', '/socket', '/socket?x'])('is at %s', (target) => {
    expect(upgradeAnswer(ask(upgrade, { target }), siteOf())).toBeUndefined()
  })

  it('is all that there is to upgrade to: other protocols may be asked for, and are not given (RFC 9110 §7.8)', () => {
    for (const other of ['h2c', 'TLS/1.0', ''])
      expect(upgradeAnswer(ask({ ...upgrade, upgrade: other }), siteOf())).toEqual(answer(ask(), siteOf()))
    expect(upgradeAnswer(ask({ upgrade: 'h2c', host: 'evil.test' }), siteOf())?.status).toBe(421)
  })

  it('is nowhere else, and not by HEAD', () => {
    expect(upgradeAnswer(ask(upgrade, { target: '/x' }), siteOf())?.status).toBe(404)
    expect(upgradeAnswer(ask(upgrade, { method: 'HEAD' }), siteOf())?.status).toBe(405)
    expect(answer(ask({}, { target: '/socket' }), siteOf()).status).toBe(426)
  })

  it('is guarded as everything is', () => {
    expect(upgradeAnswer(ask({ ...upgrade, host: 'evil.test' }), siteOf())?.status).toBe(421)
    expect(upgradeAnswer(ask({ ...upgrade, origin: 'http://evil.test' }), siteOf())?.status).toBe(403)
    expect(upgradeAnswer(ask(upgrade), siteOf({ isTlsOnly: true }))?.status).toBe(308)
  })

  it('is not begun while the daemon closes', () => {
    expect(upgradeAnswer(ask(upgrade), siteOf({ readiness: () => 'closing' }))?.status).toBe(503)
  })
})
