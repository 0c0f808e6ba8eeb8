import { describe, expect, it } from 'vitest'
import { hasClientHello, offersHttp } from '../../src/transport/client-hello.ts'

const record = (body: string): Buffer => {
  const head = Buffer.from([0x16, 3, 1, 0, 0])
  head.writeUInt16BE(body.length, 3)
  return Buffer.concat([head, Buffer.from(body, 'latin1')])
}

describe('a ClientHello', () => {
  it('is here when its record is, however much follows', () => {
    const whole = record(`${'x'.repeat(1_800)}\x08http/1.1`)
    for (let i = 0; i < whole.length; i++) expect(hasClientHello(whole.subarray(0, i))).toBe(false)
    expect(hasClientHello(whole)).toBe(true)
    expect(hasClientHello(Buffer.concat([whole, Buffer.from([0x17])]))).toBe(true)
  })

  it('that claims to be longer than a record may be is not waited for', () => {
    expect(hasClientHello(Buffer.from([0x16, 3, 1, 0x40, 0x00]))).toBe(false)
    expect(hasClientHello(Buffer.from([0x16, 3, 1, 0x40, 0x01]))).toBe(true)
  })

  it('tells a browser from a client of IRC', () => {
    expect(offersHttp(record('\x02h2\x08http/1.1'))).toBe(true)
    expect(offersHttp(record('\x03irc'))).toBe(false)
  })
})
