import { describe, expect, it } from 'vitest'
import { encode, encodeFormed, formBits } from '../../src/delivery/encode.ts'
import { namesIn } from '../../src/protocol/caps.ts'
import type { OutLine } from '../../src/room/outcome.ts'
import { by, capSet, line } from './lines.ts'

const text = { ...by('adam', 'PRIVMSG', '#a', 'hi'), tags: new Map([['+typing', 'a b;c']]) }

describe('a line', () => {
  it('has no tags for who asked for none', () => {
    expect(encode(text, 0)).toBe(':adam!~u@h PRIVMSG #a :hi\r\n')
  })

  it('has its time for who asked for server-time', () => {
    expect(encode(text, capSet('server-time'))).toBe(
      '@time=2026-11-22T12:30:15.007Z :adam!~u@h PRIVMSG #a :hi\r\n',
    )
  })

  it('has its id and the client’s own tags for who asked for message-tags', () => {
    expect(encode(text, capSet('message-tags'))).toBe(
      '@msgid=b007-1;+typing=a\\sb\\:c :adam!~u@h PRIVMSG #a :hi\r\n',
    )
  })

  it('is marked as a bot’s for who asked for message-tags, before the client’s own tags, without a value (bot-mode)', () => {
    expect(encode({ ...text, isBots: true }, capSet('message-tags'))).toMatch(
      /^@msgid=b007-1;bot;\+typing=a\\sb\\:c :/,
    )
    expect(encode({ ...text, isBots: true }, 0)).toBe(encode(text, 0))
  })

  it('has the account of who says it for who asked for account-tag, and none where there is none', () => {
    const said = { ...by('adam', 'PRIVMSG', '#a', 'hi'), account: 'a;b' }
    expect(encode(said, capSet('account-tag'))).toBe('@account=a\\:b :adam!~u@h PRIVMSG #a :hi\r\n')
    expect(encode({ ...said, account: undefined }, capSet('account-tag'))).toBe(encode(said, 0))
    expect(encode(said, capSet('message-tags'))).not.toContain('account')
  })

  it('has no id when it is an answer', () => {
    expect(encode(line('PONG', 'x'), capSet('message-tags'))).not.toContain('msgid')
  })

  it('carries a label and a batch before all else', () => {
    expect(encodeFormed(text, capSet('message-tags'), { label: 'a;b' })).toMatch(/^@label=a\\:b;msgid=/)
    expect(encodeFormed(text, capSet('server-time'), { batch: '1' })).toMatch(/^@batch=1;time=/)
  })

  it.each([
    { command: 'TAGMSG', cap: 'message-tags' },
    { command: 'AWAY', cap: 'away-notify' },
    { command: 'SETNAME', cap: 'setname' },
    { command: 'ACCOUNT', cap: 'account-notify' },
    { command: 'BATCH', cap: 'batch' },
  ] as const)('of the verb $command is for who asked for $cap only', ({ command, cap }) => {
    expect(encode(by('adam', command, 'x'), 0)).toBe('')
    expect(encode(by('adam', command, 'x'), capSet(cap))).toContain(` ${command} `)
  })

  it('that ends in a list is as many lines as its words need in their form', () => {
    const list = ['@+ann!~u@h', '+bob!~u@h', 'cat!~u@h']
    const names = { ...line('353', 'me', '=', '#a'), words: { list, space: 10 } }
    const start = ':earshot.test 353 me = #a'
    expect(encode(names, 0)).toBe(`${start} :@ann +bob\r\n${start} :cat\r\n`)
    expect(encode(names, capSet('multi-prefix'))).toBe(`${start} :@+ann +bob\r\n${start} :cat\r\n`)
    expect(encode(names, capSet('userhost-in-names'))).toBe(
      `${start} :@ann!~u@h\r\n${start} :+bob!~u@h\r\n${start} :cat!~u@h\r\n`,
    )
  })

  it('whose words many are told forms them once for all who get the same', () => {
    let reads = 0
    const list = new Proxy(['@+ann!~u@h', 'bob!~u@h'], {
      get: (of, key) => {
        reads++
        return Reflect.get(of, key)
      },
    })
    const names = (nick: string): OutLine => ({
      ...line('353', nick, '=', '#a'),
      words: { list, space: 30 },
    })
    const both = capSet('multi-prefix', 'userhost-in-names')
    expect(encode(names('ann'), 0)).toMatch(/ 353 ann = #a :@ann bob\r\n$/)
    expect(encode(names('ann'), both)).toMatch(/ 353 ann = #a :@\+ann!~u@h bob!~u@h\r\n$/)
    reads = 0
    expect(encode(names('bob'), capSet('server-time'))).toMatch(/ 353 bob = #a :@ann bob\r\n$/)
    expect(encode(names('bob'), both)).toMatch(/ 353 bob = #a :@\+ann!~u@h bob!~u@h\r\n$/)
    expect(reads).toBe(0)
    expect(encode({ ...names('bob'), words: { list, space: 8 } }, 0)).toMatch(/ :@ann bob\r\n$/)
    expect(encode({ ...names('bob'), words: { list, space: 7 } }, 0)).toMatch(/ :@ann\r\n.* :bob\r\n$/)
  })

  it('depends on what may be seen of it: for who agrees in that it is the same bytes', () => {
    const depends = (line: OutLine): string[] => namesIn(formBits(line))
    expect(depends(text)).toEqual(['message-tags', 'server-time'])
    expect(depends(line('PONG', 'x'))).toEqual(['server-time'])
    expect(depends({ ...text, account: 'a' })).toContain('account-tag')
    expect(depends({ ...line('PONG', 'x'), isBots: true })).toContain('message-tags')
    expect(depends(by('adam', 'AWAY'))).toContain('away-notify')
    expect(depends(by('adam', 'JOIN', '#a', '*', 'x'))).toContain('extended-join')
    expect(depends({ ...text, needs: 'extended-monitor' })).toContain('extended-monitor')
    expect(depends({ ...text, unless: ['setname', 'batch'] })).toEqual([
      'message-tags',
      'server-time',
      'setname',
      'batch',
    ])
  })

  it('that needs a capability is for its holders only, and one that is said instead for everybody else', () => {
    expect(encode({ ...text, needs: 'setname' }, 0)).toBe('')
    expect(encode({ ...text, needs: 'setname' }, capSet('setname'))).toContain('PRIVMSG')
    expect(encode({ ...text, unless: ['setname'] }, 0)).toContain('PRIVMSG')
    expect(encode({ ...text, unless: ['setname'] }, capSet('setname'))).toBe('')
  })
})

describe('a message of several lines', () => {
  const parts = [
    { text: '', isConcat: false },
    { text: 'one', isConcat: false },
    { text: 'two', isConcat: true },
  ]
  const several = {
    ...by('adam', 'PRIVMSG', '#a'),
    msgid: 'b007-1z',
    account: 'acc',
    isBots: true,
    tags: new Map([['+t', 'x']]),
    parts,
  }
  const lines = (caps: number): string[] => encode(several, caps).split('\r\n').slice(0, -1)
  const holding = capSet('draft/multiline', 'batch')

  it('is a batch that has all tags on its first line, blank lines and all, for who asked for both (multiline)', () => {
    expect(lines(holding)).toEqual([
      ':adam!~u@h BATCH +m1z draft/multiline #a',
      '@batch=m1z :adam!~u@h PRIVMSG #a :',
      '@batch=m1z :adam!~u@h PRIVMSG #a :one',
      '@batch=m1z;draft/multiline-concat :adam!~u@h PRIVMSG #a :two',
      ':adam!~u@h BATCH -m1z',
    ])
    const [first = '', ...rest] = lines(holding | capSet('server-time', 'account-tag', 'message-tags'))
    expect(first).toBe(
      '@time=2026-11-22T12:30:15.007Z;account=acc;msgid=b007-1z;bot;+t=x :adam!~u@h BATCH +m1z draft/multiline #a',
    )
    expect(rest).toEqual(lines(holding).slice(1))
  })

  it('is its lines for others, without blank ones, with what it has once on the first (multiline, "Fallback")', () => {
    for (const caps of [0, capSet('batch'), capSet('draft/multiline')]) {
      expect(lines(caps)).toEqual([':adam!~u@h PRIVMSG #a :one', ':adam!~u@h PRIVMSG #a :two'])
    }
    expect(lines(capSet('account-tag', 'message-tags', 'batch'))).toEqual([
      '@account=acc;msgid=b007-1z;bot;+t=x :adam!~u@h PRIVMSG #a :one',
      '@account=acc;bot :adam!~u@h PRIVMSG #a :two',
    ])
  })

  it('depends on both capabilities', () => {
    expect(namesIn(formBits(several))).toEqual(expect.arrayContaining(['draft/multiline', 'batch']))
  })
})
