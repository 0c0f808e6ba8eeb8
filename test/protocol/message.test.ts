import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { upper } from '../../src/protocol/casemap.ts'
import {
  type Message,
  escapeTagValue,
  parse,
  serialize,
  serializeTags,
  serializeUntagged,
  unescapeTagValue,
} from '../../src/protocol/message.ts'
import { runs } from '../runs.ts'

describe('parse', () => {
  it('reads tags, source, verb and parameters, the last of them with spaces', () => {
    expect(parse('@a=1;+b :n!u@h privmsg  #c   :a b :c')).toEqual({
      tags: new Map([
        ['a', '1'],
        ['+b', ''],
      ]),
      source: 'n!u@h',
      command: 'PRIVMSG',
      params: ['#c', 'a b :c'],
    })
  })

  it('takes the last parameter with its colon and without', () => {
    expect(parse('PING :x')?.params).toEqual(['x'])
    expect(parse('PING x')?.params).toEqual(['x'])
    expect(parse('TOPIC #a :')?.params).toEqual(['#a', ''])
    expect(parse('TOPIC #a ')?.params).toEqual(['#a'])
    expect(parse('A b:c d')?.params).toEqual(['b:c', 'd'])
  })

  it('takes more than fifteen parameters as what they are', () => {
    expect(parse(`A ${'x '.repeat(30)}`)?.params).toHaveLength(30)
  })

  it('gives nothing for a line without a verb', () => {
    for (const line of ['', '   ', ':source', ':source  ', '@tag', '@tag :source ']) {
      expect(parse(line)).toBeUndefined()
    }
  })

  it('makes the verb upper case as far as it is ASCII: bytes of UTF-8 stay what they are', () => {
    expect(parse('join')?.command).toBe('JOIN')
    expect(parse('\xc3\xb5\xb5\xdf\xffx')?.command).toBe('\xc3\xb5\xb5\xdf\xffX')
  })

  it('takes the last of equal tags, an empty value as none, and skips tags without a name', () => {
    expect([...(parse('@a=1;;=x;b=;a=2;c A')?.tags ?? [])]).toEqual([
      ['a', '2'],
      ['b', ''],
      ['c', ''],
    ])
  })

  it('keeps an equals sign in a value', () => {
    expect(parse('@a=b=c X')?.tags?.get('a')).toBe('b=c')
  })

  it('never throws, and gives what can be read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (line) => {
        const message = parse(line)
        if (message === undefined) return
        expect(message.command).not.toBe('')
        expect(message.command).not.toContain(' ')
      }),
      { numRuns: runs(1_000) },
    )
  })
})

describe('tag values', () => {
  it('are escaped as message-tags says', () => {
    expect(escapeTagValue('raw+:=,escaped; \\\r\n')).toBe('raw+:=,escaped\\:\\s\\\\\\r\\n')
    expect(unescapeTagValue('raw+:=,escaped\\:\\s\\\\\\r\\n')).toBe('raw+:=,escaped; \\\r\n')
  })

  it('lose a backslash that escapes nothing', () => {
    expect(unescapeTagValue('\\b')).toBe('b')
    expect(unescapeTagValue('test\\')).toBe('test')
    expect(unescapeTagValue('\\\\\\')).toBe('\\')
  })

  it('come back as they were', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('\\', ':', ';', 's', ' ', 'r', 'n', '\r', '\n', 'é') }),
        (value) => {
          const escaped = escapeTagValue(value)
          expect(unescapeTagValue(escaped)).toBe(value)
          expect(escaped).not.toMatch(/[; \r\n]/)
        },
      ),
      { numRuns: runs(1_000) },
    )
  })

  it('do not grow when they are read and written again, so a relayed tag section is no longer than it came', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('\\', ':', 's', 'r', 'n', 'b', 'x', '=') }),
        (escaped) => {
          expect(escapeTagValue(unescapeTagValue(escaped)).length).toBeLessThanOrEqual(escaped.length)
        },
      ),
      { numRuns: runs(1_000) },
    )
  })
})

describe('serialize', () => {
  it('writes tags, source, verb and parameters', () => {
    const tags = new Map([
      ['time', 't'],
      ['+b', ''],
    ])
    expect(serialize({ tags, source: 's', command: 'A', params: ['b', 'c d'] })).toBe(
      '@time=t;+b :s A b :c d',
    )
    expect(serializeUntagged({ tags, source: 's', command: 'A', params: [] })).toBe(':s A')
    expect(serializeTags(undefined)).toBe('')
    expect(serialize({ tags: new Map(), command: 'A', params: ['b'] })).toBe('A b')
  })

  it('gives texts their colon where they come from a server or a member, needed or not', () => {
    const lines: [command: string, ...params: string[]][] = [
      ['353', 'me', '=', '#c', '@me'],
      ['332', 'me', '#c', 'topic'],
      ['352', 'me', '#c', 'u', 'h', 's', 'n', 'H', '0'],
      ['TOPIC', '#c', 'x'],
      ['QUIT', 'x'],
      ['CAP', '*', 'ACK', 'batch'],
    ]
    for (const [command, ...params] of lines) {
      const text = params.at(-1) ?? ''
      expect(serialize({ source: 's', command, params })).toMatch(new RegExp(` :${text}$`))
      expect(serialize({ command, params })).toMatch(new RegExp(` ${text}$`))
    }
    expect(serialize({ source: 's', command: 'JOIN', params: ['#c'] })).toBe(':s JOIN #c')
    expect(serialize({ source: 's', command: 'PART', params: ['#c'] })).toBe(':s PART #c')
    expect(serialize({ command: 'PRIVMSG', params: ['a', 'x'] })).toBe('PRIVMSG a :x')
  })

  it.each<[why: string, message: Message]>([
    ['a line feed', { command: 'A', params: ['b\nQUIT'] }],
    ['a carriage return', { source: 's\rx', command: 'A', params: [] }],
    ['NUL', { command: 'A', params: ['\0'] }],
    ['a space before the last parameter', { command: 'A', params: ['b c', 'd'] }],
    ['an empty parameter before the last', { command: 'A', params: ['', 'd'] }],
    ['a colon before the last parameter', { command: 'A', params: [':b', 'd'] }],
    ['a space in the source', { source: 'a b', command: 'A', params: [] }],
    ['a space in the verb', { command: 'A B', params: [] }],
    ['no verb', { command: '', params: [] }],
    ['no verb after a source', { source: 's', command: '', params: [] }],
    ['a verb that reads as a source', { command: ':A', params: [] }],
    ['a verb that reads as tags', { command: '@a', params: ['B'] }],
    ['an empty tag', { tags: new Map([['', 'x']]), command: 'A', params: [] }],
    ['a tag with a space', { tags: new Map([['a b', 'x']]), command: 'A', params: [] }],
    ['a tag with a semicolon', { tags: new Map([['a;b', 'x']]), command: 'A', params: [] }],
    ['a tag value with NUL', { tags: new Map([['a', '\0']]), command: 'A', params: [] }],
  ])('refuses %s', (_why, message) => {
    expect(() => serialize(message)).toThrow(RangeError)
  })

  const rarely = (usual: fc.Arbitrary<string>, wrong: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: wrong })
  const broken = fc.string({
    unit: fc.constantFrom('a', ':', '@', ' ', '\r', '\n', '\0', 'é', '#'),
    maxLength: 6,
  })
  const word = fc.stringMatching(/^[a-z#é,!][a-z:@é]{0,5}$/)
  const tags = fc.dictionary(fc.stringMatching(/^\+?[a-z/.-]{1,8}$/), fc.string({ maxLength: 10 }), {
    maxKeys: 4,
  })
  const messages = fc.record(
    {
      tags: tags.map((of) => new Map(Object.entries(of))),
      source: rarely(word, broken),
      command: rarely(fc.stringMatching(/^[A-Z0-9é]{1,5}$/), broken),
      params: fc
        .tuple(fc.array(rarely(word, broken), { maxLength: 4 }), fc.option(broken, { nil: undefined }))
        .map(([middle, last]) => (last === undefined ? middle : [...middle, last])),
    },
    { requiredKeys: ['command', 'params'] },
  )

  it('is read back as it was, or refuses; what it gives is one line', () => {
    let written = 0
    fc.assert(
      fc.property(messages, (message) => {
        let line: string
        try {
          line = serialize(message)
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
          return
        }
        written++
        expect(line).not.toMatch(/[\0\r\n]/)
        const { tags, command, ...rest } = message
        expect(parse(line)).toEqual({
          tags: tags === undefined || tags.size === 0 ? undefined : tags,
          source: undefined,
          command: upper(command),
          ...rest,
        })
      }),
      { numRuns: runs(2_000) },
    )
    expect(written).toBeGreaterThan(500)
  })
})
