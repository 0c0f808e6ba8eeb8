import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partsOf, splitMultiline, splitText, textRoom } from '../../src/client/split.ts'
import { utf8Bytes } from '../../src/protocol/utf8.ts'

describe('splitText', () => {
  it('leaves what fits in one piece', () => {
    expect(splitText('hello there', 20)).toEqual(['hello there'])
  })

  it('sends one message a line and no blank ones', () => {
    expect(splitText('a\r\n\n  \nb\rc\0', 20)).toEqual(['a', 'b', 'c'])
  })

  it('cuts after a space where one is near', () => {
    expect(splitText('aaaa bbbb cccc', 11)).toEqual(['aaaa bbbb ', 'cccc'])
    expect(splitText('a bbbbbbbbbbbbbb', 10)).toEqual(['a bbbbbbbb', 'bbbbbb'])
  })

  it('keeps a family together and cuts only what alone is too long', () => {
    const family = '👩‍👩‍👧'
    expect(utf8Bytes(family)).toBe(18)
    expect(splitText(`abc${family}`, 20)).toEqual(['abc', family])
    expect(splitText(family, 8).join('')).toBe(family)
  })

  it('leaves whole what has no room at all, beside a target of 600 bytes', () => {
    const room = textRoom('ann!ann@192.168.1.20', 'PRIVMSG', `#${'x'.repeat(600)}`)
    expect(splitText('hello there\nbob', room)).toEqual(['hello there', 'bob'])
  })

  it('loses nothing, exceeds nothing, and cuts no code point', () => {
    const line = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 300 })
      .filter((s) => !/[\0\r\n]/.test(s))
    fc.assert(
      fc.property(line, fc.integer({ min: 4, max: 60 }), (text, room) => {
        const pieces = splitText(text, room)
        expect(pieces.join('')).toBe(text.trim() === '' ? '' : text)
        for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(room)
      }),
    )
  })

  it('takes a long line in time that grows with its length only', () => {
    const pieces = splitText('x'.repeat(200_000), 400)
    expect(pieces).toHaveLength(500)
  })
})

describe('textRoom', () => {
  it('leaves a relayed line of exactly 512 bytes', () => {
    const mask = 'änn!ann@192.168.1.20'
    const text = 'x'.repeat(textRoom(mask, 'PRIVMSG', '#lobby'))
    expect(Buffer.byteLength(`:${mask} PRIVMSG #lobby :${text}\r\n`)).toBe(512)
  })
})

describe('splitMultiline', () => {
  const bounds = { maxBytes: 20, maxLines: 3 }

  it('leaves what fits in one message, with the blank lines that are in it', () => {
    expect(splitMultiline('\n \na\r\n\nb\0\n\n', 10, bounds)).toEqual(['a\n\nb'])
    expect(splitMultiline(' \n\n', 10, bounds)).toEqual([])
  })

  it('begins a new message where one is full, at a line if it can', () => {
    expect(splitMultiline('1\n2\n3\n4', 10, bounds)).toEqual(['1\n2\n3', '4'])
    expect(splitMultiline(`a\n${'b'.repeat(19)}`, 10, bounds)).toEqual(['a', 'b'.repeat(19)])
    expect(splitMultiline(`a\n${'b'.repeat(25)}`, 10, bounds)).toEqual([
      `a\n${'b'.repeat(10)}`,
      'b'.repeat(15),
    ])
  })

  it('loses nothing, and makes messages that come apart into what the bounds allow', () => {
    const line = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
      .filter((s) => !/[\0\r\n]/.test(s))
    const lines = fc.array(fc.oneof(line, fc.constant('')), { maxLength: 12 })
    const limits = fc.record({
      maxBytes: fc.integer({ min: 40, max: 90 }),
      maxLines: fc.integer({ min: 1, max: 5 }),
    })
    fc.assert(
      fc.property(lines, fc.integer({ min: 4, max: 40 }), limits, (all, room, most) => {
        const text = all.join('\n')
        const messages = splitMultiline(text, room, most)
        const letters = (from: string): string => from.replace(/\s/g, '')
        expect(letters(messages.join(''))).toBe(letters(text))
        for (const message of messages) {
          const parts = partsOf(message, room)
          expect(parts.length).toBeLessThanOrEqual(most.maxLines)
          if (parts.length > 1) expect(Buffer.byteLength(message)).toBeLessThanOrEqual(most.maxBytes)
          for (const part of parts) expect(Buffer.byteLength(part.text)).toBeLessThanOrEqual(room)
          const again = parts.map((part, i) => (i === 0 || part.isConcat ? part.text : `\n${part.text}`))
          expect(again.join('')).toBe(message)
        }
      }),
      { numRuns: 500 },
    )
  })
})
