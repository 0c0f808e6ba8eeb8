import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { cleanUser, isChannelName, isNick, looksLikeChannel } from '../../src/protocol/names.ts'
import { toWire } from '../../src/protocol/wire.ts'

const nick = (text: string): boolean => isNick(toWire(text), defaultLimits)
const channel = (text: string): boolean => isChannelName(toWire(text), defaultLimits)

describe('a nick', () => {
  it.each(['a', 'A1-', '[]{}\\|^_`', 'x+y', 'über', 'Жанна', '山田', 'やまだ太郎', 'a/b'])(
    'may be %s',
    (text) => expect(nick(text)).toBe(true),
  )

  it.each([
    ['empty', ''],
    ['a digit in front', '1a'],
    ['a dash in front', '-a'],
    ['a space', 'a b'],
    ['a no-break space', 'a\u{a0}b'],
    ['a comma', 'a,b'],
    ['a mask', 'a*'],
    ['a question mark', 'a?'],
    ['a mark of a source', 'a!b'],
    ['an at sign', 'a@b'],
    ['a dot, as a server', 'a.b'],
    ['a colon', 'a:b'],
    ['an equals sign, which ends it in 302', 'a=b'],
    ['the prefix of a channel', '#a'],
    ['the prefix of a rank', '+a'],
    ['a target of all', '$a'],
    ['a control', 'a\u{7}b'],
    ['DEL', 'a\u{7f}'],
    ['C1', 'a\u{85}b'],
    ['an invisible letter', 'a\u{200b}b'],
    ['a right-to-left override', 'a\u{202e}b'],
    ['a soft hyphen', 'a\u{ad}b'],
    ['a variation selector', 'a\u{fe0f}'],
    ['a ligature', 'ﬁn'],
    ['a full width letter', 'Ａnn'],
    ['no composed form', 'e\u{301}'],
    ['Cyrillic in Latin', '\u{430}nn'],
    ['Greek in Latin', 'ann\u{3bf}'],
    ['private use', '\u{e000}'],
  ])('is not %s', (_what, text) => expect(nick(text)).toBe(false))

  it('has 32 bytes at most, not characters', () => {
    expect(nick('n'.repeat(32))).toBe(true)
    expect(nick('n'.repeat(33))).toBe(false)
    expect(nick('ü'.repeat(16))).toBe(true)
    expect(nick(`${'ü'.repeat(16)}n`)).toBe(false)
  })
})

describe('a channel name', () => {
  it.each(['#a', '##', '#a.b!c@d', '#Büro', '#a*'])('may be %s', (text) => expect(channel(text)).toBe(true))

  it.each(['', '#', 'a', '&a', '#a b', '#a,b', '#a:b', '#a\u{7}', '#a\u{200b}', '#\u{a0}', '#\u{ff21}'])(
    'is not %j',
    (text) => expect(channel(text)).toBe(false),
  )

  it('has 64 bytes at most', () => {
    expect(channel(`#${'c'.repeat(63)}`)).toBe(true)
    expect(channel(`#${'c'.repeat(64)}`)).toBe(false)
  })

  it('is what a target beginning with # can only be', () => {
    expect(looksLikeChannel('#')).toBe(true)
    expect(looksLikeChannel('a#')).toBe(false)
    expect(looksLikeChannel('')).toBe(false)
  })
})

describe('a user name', () => {
  it('is cleaned of what cannot stand in a source, marked, bounded, and never empty', () => {
    expect(cleanUser('ann', defaultLimits)).toBe('~ann')
    expect(cleanUser('a n!n@x\r\n', defaultLimits)).toBe('~annx')
    expect(cleanUser(toWire('é'), defaultLimits)).toBe('~user')
    expect(cleanUser('u'.repeat(99), defaultLimits)).toHaveLength(20)
  })
})
