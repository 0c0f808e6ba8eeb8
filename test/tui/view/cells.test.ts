import * as fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { type Row, chopped, fitted, make, widthOfRow, wrapped } from '../../../src/tui/view/cells.ts'
import { formatted, linksIn } from '../../../src/tui/view/format.ts'

const plain = { role: 'text' } as const
const textOf = (row: Row): string => row.map(({ text }) => text).join('')
const anyText = fc.string({ unit: 'grapheme', maxLength: 200 })

describe('a text in cells', () => {
  it('knows the width of wide letters, families, flags and marks', () => {
    const widths = ['日', '👩‍👩‍👧', '🇩🇪', '❤️', '©', 'e\u0301', '\u200b', '\u202e'].map(
      (text) => make(text, plain).width,
    )
    expect(widths).toEqual([2, 2, 2, 2, 1, 1, 0, 0])
  })

  it('leaves out what has no width, and what would act', () => {
    expect(make('a\u202eb\u200bc\x1b[2J', plain).text).toBe('abc␛[2J')
  })

  it('is never wider than the row that it is wrapped into, and loses nothing but blanks', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.integer({ min: 8, max: 40 }),
        fc.integer({ min: 0, max: 4 }),
        (text, width, indent) => {
          const span = make(text, plain)
          const rows = wrapped([span], width, indent)
          for (const row of rows) expect(widthOfRow(row)).toBeLessThanOrEqual(width)
          expect(rows.map(textOf).join('').replaceAll(' ', '')).toBe(span.text.replaceAll(' ', ''))
          const cut = chopped([span], width)
          expect(cut.map(textOf).join('')).toBe(span.text)
          for (const row of cut) expect(widthOfRow(row)).toBeLessThanOrEqual(width)
        },
      ),
    )
  })

  it('is in exactly so many cells where it is fitted', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 30 }), (text, width) => {
        expect(widthOfRow(fitted([make(text, plain)], width, plain))).toBe(width)
      }),
    )
  })

  it('is as wide as string-width says, letter by letter', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const { text: shown, width } = make(text, plain)
        expect(width).toBe(stringWidth(shown))
      }),
    )
    for (let code = 0xa1; code < 0x2600; code++) {
      const { text: shown, width } = make(String.fromCharCode(code), plain)
      expect([shown, width]).toEqual([shown, stringWidth(shown)])
    }
  })

  it('is cut after a blank, in a word where it is too long', () => {
    const rows = (text: string, width: number) => wrapped([make(text, plain)], width, 2).map(textOf)
    expect(rows('one two three', 8)).toEqual(['one two ', '  three'])
    expect(rows('abcdefghijkl', 6)).toEqual(['abcdef', '  ghij', '  kl'])
    expect(rows('日本語', 5)).toEqual(['日本', '  語'])
  })
})

describe('formatting', () => {
  it('of IRC becomes styles', () => {
    const spans = formatted('a \x02bold\x02 \x0304,1red\x03 \x1dit\x0f plain', plain)
    expect(spans.map(({ text, style }) => [text, style])).toEqual([
      ['a ', plain],
      ['bold', { ...plain, bold: true }],
      [' ', { ...plain, bold: false }],
      ['red', { ...plain, bold: false, colour: 4 }],
      [' ', { ...plain, bold: false }],
      ['it', { ...plain, bold: false, italic: true }],
      [' plain', plain],
    ])
  })

  it('finds addresses, without what ends the sentence', () => {
    expect(
      linksIn('see https://a.example/x(1), http://b.example. (https://c.example) \x02https://d.example\x02'),
    ).toEqual(['https://a.example/x(1)', 'http://b.example/', 'https://c.example/', 'https://d.example/'])
    expect(linksIn('file:///etc/passwd javascript:x httpsnot://y')).toEqual([])
  })
})
