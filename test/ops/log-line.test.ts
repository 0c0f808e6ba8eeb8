import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkLine, escapeLine } from '../../src/ops/log-line.ts'
import { runs } from '../runs.ts'

const line = {
  level: 'info',
  time: '2026-11-22T22:04:26.123Z',
  pid: 1,
  boot: 'b',
  evt: 'conn.active',
  nick: 'ann',
}

describe('escapeLine', () => {
  it.each([
    ['C1', '\u009b31m', '\\u009b31m'],
    ['DEL', '\u007f', '\\u007f'],
    ['next line', '\u0085', '\\u0085'],
    ['a right-to-left override', '\u202e', '\\u202e'],
    ['a bidi isolate', '\u2066', '\\u2066'],
    ['an Arabic letter mark', '\u061c', '\\u061c'],
    ['a line separator', '\u2028', '\\u2028'],
    ['a paragraph separator', '\u2029', '\\u2029'],
    ['a zero width space', '\u200b', '\\u200b'],
    ['a tag character', '\u{e0041}', '\\udb40\\udc41'],
    ['a lone surrogate', 'a\ud800b', 'a\\ud800b'],
  ])('escapes %s', (_, raw, escaped) => {
    expect(escapeLine(`{"nick":"${raw}"}\n`)).toBe(`{"nick":"${escaped}"}\n`)
  })

  it('leaves letters of every script and whole pairs alone', () => {
    const text = '{"nick":"Ünï שלום 東京 👋"}\n'
    expect(escapeLine(text)).toBe(text)
  })

  it('never changes what a line means, and leaves nothing that acts', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        const escaped = escapeLine(JSON.stringify(text))
        return JSON.parse(escaped) === text && !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(escaped)
      }),
      { numRuns: runs(1_000) },
    )
  })
})

describe('checkLine', () => {
  it('has nothing to say of a line as it should be', () => {
    expect(checkLine(JSON.stringify(line))).toEqual([])
  })

  it.each([
    ['text that is no object', '1', 'not a JSON object'],
    ['an event that is not in the table', { ...line, evt: 'conn.gone' }, 'unknown event conn.gone'],
    ['an event that is a property of every object', { ...line, evt: 'toString' }, 'unknown event toString'],
    ['a field that its event does not have', { ...line, msg: 'hello' }, 'conn.active has no field msg'],
    ['another level than the event’s', { ...line, level: 'warn' }, 'conn.active is info, not warn'],
    ['a time that is none', { ...line, time: 'now' }, 'time is not ISO 8601'],
    ['a pid that is none', { ...line, pid: '1' }, 'pid is not a number'],
    ['no boot', { ...line, boot: undefined }, 'boot is not text'],
    [
      'a key twice',
      JSON.stringify(line).replace('"nick"', '"nick":"bob","nick"'),
      'a key twice, or a character unescaped',
    ],
    ['a raw control', JSON.stringify({ ...line, nick: '\u009b' }), 'a key twice, or a character unescaped'],
  ])('refuses %s', (_, given, fault) => {
    expect(checkLine(typeof given === 'string' ? given : JSON.stringify(given))).toContain(fault)
  })
})
