import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sniff } from '../../src/transport/sniff.ts'

describe('the first bytes', () => {
  it.each([
    ['\x16\x03\x01\x02\x00', 'tls'],
    ['\x16\x03', 'tls'],
    ['\x16\x02', 'irc'],
    ['GET / HTTP/1.1\r\n', 'http'],
    ['POST /', 'http'],
    ['PRI * HTTP/2.0', 'http'],
    ['OPTIONS *', 'http'],
    ['CONNECT host:443', 'http'],
    ['PRIVMSG #x :y', 'irc'],
    ['GETTING', 'irc'],
    ['NICK ann\r\n', 'irc'],
    ['PASS x', 'irc'],
    ['PUT', 'unsure'],
    ['CAP LS 302', 'irc'],
    ['\r\n', 'irc'],
    ['', 'unsure'],
    ['\x16', 'unsure'],
    ['P', 'unsure'],
    ['GE', 'unsure'],
  ] as const)('%j is %s', (start, speech) => {
    expect(sniff(start)).toBe(speech)
  })

  it('say the same wherever they are split: what is decided never changes', () => {
    const starts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 24 }),
      fc
        .tuple(
          fc.constantFrom('GET ', 'POST ', 'PRI ', 'PRIVMSG ', 'TRACE', '\x16\x03', 'OPTIONS ', 'PASS '),
          fc.string({ maxLength: 12 }),
        )
        .map(([head, rest]) => head + rest),
    )
    fc.assert(
      fc.property(starts, (text) => {
        const decided = Array.from({ length: text.length }, (_, i) => sniff(text.slice(0, i + 1)))

          .filter((speech) => speech !== 'unsure')
        expect(new Set(decided).size).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('are never undecided for longer than the longest verb', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 8, maxLength: 16 }), (text) => {
        expect(sniff(text)).not.toBe('unsure')
      }),
    )
  })
})
