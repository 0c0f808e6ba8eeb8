import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText, safeJson, safeText } from '../../src/client/safe-text.ts'

describe('safeText', () => {
  it('leaves ordinary text of any script as it is', () => {
    for (const text of ['hello', 'Grüße', 'مرحبا', '你好', '👩‍👩‍👧 ok', 'é']) expect(safeText(text)).toBe(text)
  })

  it('shows escape sequences instead of obeying them', () => {
    expect(safeText('\x1b[2J\x1b]52;c;AAAA\x07')).toBe('␛[2J␛]52;c;AAAA␇')
    expect(safeText('a\rb\nc\x7f')).toBe('a␍b␊c␡')
    expect(safeText('\x9b2J\x85\u2028\u2029')).toBe('\\x9b2J␤␤␤')
  })

  it('closes overrides that the text left open, and drops closers that open nothing', () => {
    expect(safeText('\u202egnp.exe')).toBe('\u202egnp.exe\u202c')
    expect(safeText('\u2067a\u202bb')).toBe('\u2067a\u202bb\u202c\u2069')
    expect(safeText('\u2067a\u202bb\u2069c')).toBe('\u2067a\u202bb\u202c\u2069c')
    expect(safeText('a\u202c\u2069b')).toBe('ab')
  })

  it('puts the replacement character for half a surrogate pair and bounds piled marks', () => {
    expect(safeText('a\ud83db')).toBe('a\ufffdb')
    expect(safeText(`z${'\u0301'.repeat(500)}!`)).toBe(`z${'\u0301'.repeat(8)}!`)
    expect(safeText(`z${'\u0301\u200d'.repeat(500)}!`)).toBe(`z${'\u0301\u200d'.repeat(4)}!`)
    const scotland = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'
    expect(safeText(scotland)).toBe(scotland)
  })

  it('never lets a control through, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const safe = safeText(text)
        if (/[\0-\x1f\x7f-\x9f\u2028\u2029]/.test(safe) || safeText(safe) !== safe) throw new Error(safe)
      }),
    )
  })
})

describe('plainText', () => {
  it('strips formatting and keeps digits that are not part of a colour', () => {
    expect(plainText('\x02bold\x0f \x034,12red\x03 \x0399,1x \x04ff0000hex \x1dit\x1f \x0312345')).toBe(
      'bold red x hex it 345',
    )
  })
})

describe('safeJson', () => {
  it('escapes what could act on a terminal and parses back to the same', () => {
    const value = { text: 'a\x1b\x9b\u202e\u2028\ud83d' }
    expect(safeJson(value)).not.toMatch(/[\0-\x1f\x7f-\x9f\u2028\u202e]/)
    expect(JSON.parse(safeJson(value))).toEqual(value)
  })
})
