import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toWire } from '../../src/protocol/wire.ts'
import { matchesGlob } from '../../src/room/glob.ts'
import { runs } from '../runs.ts'

describe('matchesGlob', () => {
  it('takes a star as any run, a question mark as one character, in any case of a-z', () => {
    expect(matchesGlob('*', '')).toBe(true)
    expect(matchesGlob('a?c*', 'ABCDE')).toBe(true)
    expect(matchesGlob('a?c', 'ac')).toBe(false)
    expect(matchesGlob('', '')).toBe(true)
    expect(matchesGlob('', 'a')).toBe(false)
    expect(matchesGlob('[a]', 'a')).toBe(false)
  })

  it('takes a character of UTF-8 as one', () => {
    expect(matchesGlob('?', toWire('é'))).toBe(true)
    expect(matchesGlob('??', toWire('é'))).toBe(false)
    expect(matchesGlob(toWire('*ü?'), toWire('Büro'))).toBe(false)
    expect(matchesGlob(toWire('*ü??'), toWire('Büro'))).toBe(true)
    expect(matchesGlob('?', toWire('😀'))).toBe(true)
  })

  it('agrees with a regular expression', () => {
    const unit = fc.constantFrom('a', 'B', '*', '?', '.', '[', '\\', 'é')
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 8 }), fc.string({ unit, maxLength: 8 }), (mask, text) => {
        const escaped = mask
          .replaceAll(/[.[\\]/g, String.raw`\$&`)
          .replaceAll('*', '.*')
          .replaceAll('?', '.')
        const expected = new RegExp(`^${escaped}$`, 'isu').test(text)
        expect(matchesGlob(toWire(mask), toWire(text))).toBe(expected)
      }),
      { numRuns: runs(2_000) },
    )
  })

  it('comes to an end for a mask that a regular expression would not come to an end with', () => {
    expect(matchesGlob(`${'*a'.repeat(250)}b`, 'a'.repeat(512))).toBe(false)
  })
})
