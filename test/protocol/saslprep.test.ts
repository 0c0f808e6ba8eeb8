import { describe, expect, it } from 'vitest'
import { saslprep } from '../../src/protocol/saslprep.ts'
import { toWire } from '../../src/protocol/wire.ts'

const prepared = (text: string): string | undefined => saslprep(toWire(text))

describe('a prepared password (RFC 4013 §3)', () => {
  it.each([
    ['I\u00adX', 'IX'],
    ['user', 'user'],
    ['USER', 'USER'],
    ['\u00aa', 'a'],
    ['\u2168', 'IX'],
    ['a\u00a0b', 'a b'],
    ['e\u0301', 'é'],
    ['👩‍👧', '👩👧'],
    ['\u0627\u0031\u0628', '\u0627\u0031\u0628'],
    ['\u05e9\u05dc\u05d5\u05dd', '\u05e9\u05dc\u05d5\u05dd'],
  ])('of %j is %j', (text, expected) => {
    expect(prepared(text)).toBe(toWire(expected))
  })

  it.each(['\u0627\u0031', '1\u0627', '\u0627a\u0628', '\u05d0\u00e9\u05d0'])(
    'of %j there is none, since it is of two directions',
    (text) => expect(prepared(text)).toBeUndefined(),
  )

  it.each(['\u0007', 'é\u0007', 'a\u202eb', '\ue000', '\u0378', '\x7f'])('of %j there is none', (text) => {
    expect(prepared(text)).toBeUndefined()
  })
})
