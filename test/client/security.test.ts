import { describe, expect, it } from 'vitest'
import { type Situation, isExpected, securityFor } from '../../src/client/security.ts'

const key = 'k'.repeat(43)
const fingerprint = 'f'.repeat(43)
const plain = { over: 'plain' }
const tls = (expected: object, orPlain = false) => ({ over: 'tls', expected, orPlain })

const room = {
  tls: { tls: true, fingerprint, pin: 'new' },
  tlsKnown: { tls: true, fingerprint, pin: 'same' },
  unvouched: { tls: true, pin: 'new' },
  plain: { tls: false, pin: 'same' },
  odd: { tls: false, fingerprint, pin: 'new' },
} as const

const situation = (change: Partial<Situation>): Situation => ({ wasTls: false, choice: 'first', ...change })

describe('how to speak to a place', () => {
  it.each<[string, Partial<Situation>, unknown]>([
    ['a room with TLS: its certificate alone', { word: room.tls }, tls({ fingerprint })],
    ['the same, insisted on', { word: room.tls, choice: 'only' }, tls({ fingerprint })],
    ['the same, over TLS before', { word: room.tls, wasTls: true }, tls({ fingerprint })],
    ['a room with TLS, not wanted', { word: room.tls, choice: 'never' }, plain],
    ['a room without', { word: room.plain }, plain],
    ['a room without, TLS insisted on', { word: room.plain, choice: 'only' }, 'tls-asked'],
    ['a room without, over TLS before', { word: room.plain, wasTls: true }, 'stripped'],
    ['the same, insisted on', { word: room.plain, wasTls: true, choice: 'only' }, 'stripped'],
    [
      'a room over TLS before, TLS not wanted',
      { word: room.tls, wasTls: true, choice: 'never' },
      'plain-asked',
    ],
    ['a room that says TLS and vouches for no certificate', { word: room.unvouched }, plain],
    ['the same, over TLS before', { word: room.unvouched, wasTls: true }, 'stripped'],
    ['a room with a certificate and without TLS', { word: room.odd }, plain],
    ['nobody says: TLS, or plain', {}, tls({}, true)],
    ['nobody says, TLS insisted on', { choice: 'only' }, tls({})],
    ['nobody says, TLS not wanted', { choice: 'never' }, plain],
    ['nobody says, a key is known: that alone', { hostKey: key }, tls({ key })],
    ['nobody says, over TLS before: never plain', { wasTls: true }, tls({})],
    ['a key is known, TLS not wanted', { hostKey: key, choice: 'never' }, 'plain-asked'],
    ['a key is known, a room without TLS', { hostKey: key, word: room.plain }, 'stripped'],
    ['a key is known, a new room: both', { hostKey: key, word: room.tls }, tls({ fingerprint, key })],
    [
      'a key is known, a known room: it may renew the key',
      { hostKey: key, word: room.tlsKnown },
      tls({ fingerprint }),
    ],
  ])('%s', (_what, change, security) => {
    expect(securityFor(situation(change))).toEqual(security)
  })
})

describe('a certificate is the expected one', () => {
  const seen = { fingerprint, key }
  const other = 'o'.repeat(43)
  it.each([
    [{}, true],
    [{ fingerprint }, true],
    [{ key }, true],
    [{ fingerprint, key }, true],
    [{ fingerprint: other }, false],
    [{ key: other }, false],
    [{ fingerprint: other, key }, false],
    [{ fingerprint, key: other }, false],
  ])('where %j is expected: %s', (expected, is) => {
    expect(isExpected(expected, seen)).toBe(is)
  })
})
