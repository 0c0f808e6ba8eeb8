import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, encodeBye, encodeHere } from '../../src/protocol/datagram.ts'
import { encodeQuery } from '../../src/protocol/datagram/query.ts'
import { runs } from '../runs.ts'
import { bytesOf, here, nonce, sign, textOf } from './datagram/samples.ts'

const reasonOf = (bytes: Uint8Array | string) => {
  const decoded = decode(typeof bytes === 'string' ? bytesOf(bytes) : bytes)
  return decoded.ok ? 'none' : decoded.reason
}
const query = (body: string) => `EAR1 query -\n${body}\n`.padEnd(512)
const signed = (type: string, body: unknown) => `EAR1 ${type} ${sign()}\n${JSON.stringify(body)}\n`
const heard = () => encodeHere(here, sign, 512) ?? new Uint8Array()
const fields = (): object => JSON.parse(textOf(heard()).split('\n')[1] ?? '')

describe('datagrams', () => {
  it('a query comes back as it was', () => {
    const asked = { nonce, want: 'Café', known: ['abcdefgh'] }
    expect(decode(encodeQuery(asked))).toEqual({ ok: true, datagram: { type: 'query', query: asked } })
  })

  it('a here comes back as it was, with what its signature covers', () => {
    const decoded = decode(heard())
    const body = textOf(heard()).split('\n')[1]
    expect(decoded).toMatchObject({ ok: true, datagram: { type: 'here', here, signature: sign() } })
    if (decoded.ok && decoded.datagram.type === 'here')
      expect(textOf(decoded.datagram.signed)).toBe(`ear1\0here\0${body}`)
  })

  it('a bye comes back as it was', () => {
    const { id, publicKey, bootId, seq } = here
    const bye = { id, publicKey, bootId, seq }
    expect(decode(encodeBye(bye, sign))).toMatchObject({ ok: true, datagram: { type: 'bye', bye } })
  })

  it('unknown fields are ignored', () => {
    expect(reasonOf(signed('here', { ...fields(), more: [1] }))).toBe('none')
  })

  it('a name is safe to show after it was read', () => {
    const decoded = decode(bytesOf(signed('here', { ...fields(), room: '\u202eeciffO\x1b[2J\u0007' })))
    expect(decoded).toMatchObject({ datagram: { here: { room: 'eciffO[2J' } } })
  })
})

describe('what is no datagram says why', () => {
  it.each([
    ['length', 'EAR1 query -\n{}\n'],
    ['length', query('{}').padEnd(1201)],
    ['magic', query('{}').replace('EAR1', 'EAR2')],
    ['header', query('{}').replace('query -', 'query x')],
    ['header', signed('seen', {}).padEnd(512)],
    ['header', `EAR1 ${'x'.repeat(600)}`],
    ['body-end', `EAR1 here ${sign()}\n{}`],
    ['padding', `${signed('here', {})} `],
    ['padding', query('{}').slice(0, -1) + 'x'],
    ['unpadded', query('{}').slice(0, 511)],
    ['json', query('{')],
    ['json', query('[]')],
    ['json', query('null')],
    ['nesting', query('['.repeat(400))],
    ['nesting', query('{"v":1,"a":[[1]]}')],
    ['version', query('{"v":2}')],
    ['field', query('{"v":1}')],
    ['field', query('{"v":1,"n":"short"}')],
    ['field', query(`{"v":1,"n":"${nonce}","known":["x"]}`)],
    ['field', query(`{"v":1,"n":"${nonce}","want":"${'x'.repeat(49)}"}`)],
    ['field', query('{"__proto__":{"v":1},"v":1,"constructor":1}')],
  ])('%s: %j', (reason, text) => {
    expect(reasonOf(text)).toBe(reason)
  })

  it('utf8', () => {
    expect(reasonOf(Buffer.from(query('{"v":1,"a":"\xff\xfe"}'), 'latin1'))).toBe('utf8')
  })

  it.each([
    ['id', 'A'.repeat(26)],
    ['pk', 'k'.repeat(42)],
    ['bid', '0123ABCD'],
    ['seq', -1],
    ['seq', 1.5],
    ['ttl', 0],
    ['ttl', 301],
    ['room', ''],
    ['room', '\u202e'],
    ['room', 'x'.repeat(49)],
    ['tcp', 0],
    ['tcp', 65_536],
    ['tcp', '80'],
    ['tls', 1],
    ['fp', 'x'],
    ['addrs', 'x'],
    ['addrs', ['evil.example']],
    ['addrs', Array.from({ length: 9 }, () => '10.0.0.1')],
    ['ver', '1.0\u001b'],
    ['n', 'x'],
  ])('a here whose %s is %j', (field, value) => {
    expect(reasonOf(signed('here', { ...fields(), [field]: value }))).toBe('field')
  })

  it('nothing that comes from the network makes reading throw', () => {
    const whole = [heard(), encodeQuery({ nonce, known: [] })]
    const broken = fc
      .record({
        from: fc.constantFrom(...whole),
        at: fc.nat({ max: 520 }),
        put: fc.uint8Array({ maxLength: 40 }),
        cut: fc.nat({ max: 60 }),
      })
      .map(({ from, at, put, cut }) =>
        Uint8Array.from([...from.slice(0, at), ...put, ...from.slice(at + cut)]),
      )
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 1_300 }), broken), (bytes) => {
        expect(typeof decode(bytes).ok).toBe('boolean')
      }),
      { numRuns: runs(2_000) },
    )
  })
})
