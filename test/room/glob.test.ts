import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toWire } from '../../src/protocol/wire.ts'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { automatonOf, globOf } from '../../src/room/glob.ts'
import { runs } from '../runs.ts'

const matchesGlob = (mask: string, text: string): boolean => globOf(mask, defaultLimits)(text)

describe('globOf', () => {
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

  it('agrees with trying every way, also where a mask is longer than the words that it is kept in', () => {
    const filler = fc.constantFrom(29, 30, 31, 32, 33, 62, 63, 64, 65).map((size) => 'a'.repeat(size))
    const part = fc.oneof(fc.constantFrom('*', '?', 'a', 'b', 'é'), filler)
    const masks = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''))
    const edited = fc.tuple(masks, fc.constantFrom('', 'a', 'b'), fc.constantFrom('', 'a', 'bé'))
    fc.assert(
      fc.property(edited, ([mask, run, more]) => {
        const text = mask.replaceAll('*', run).replaceAll('?', 'b') + more
        const limits = { maskBytes: 1_000 }
        expect(globOf(toWire(mask), limits)(toWire(text))).toBe(tried(mask, text))
      }),
      { numRuns: runs(2_000) },
    )
  })

  it('reads every character of a text once, whatever the mask is', () => {
    for (const n of [10, 100, 1_000]) {
      const fits = automatonOf(`*${'a'.repeat(n)}b`)
      for (const [end, isMatch] of [
        ['a', false],
        ['b', true],
      ] as const) {
        const text = 'a'.repeat(2 * n) + end
        let reads = 0
        const counted = {
          length: text.length,
          codePointAt: (at: number) => {
            reads++
            return text.codePointAt(at)
          },
        }
        expect(fits(counted)).toBe(isMatch)
        expect(reads).toBe(text.length)
      }
    }
  })

  it('matches nothing with a mask that is longer than masks may be', () => {
    const long = '*'.repeat(defaultLimits.maskBytes)
    expect(matchesGlob(long, 'a')).toBe(true)
    expect(matchesGlob(`${long}*`, 'a')).toBe(false)
  })
})

/** What a mask means, said as simply as it can be: column by column of all its starts and all those of the text. */
function tried(mask: string, text: string): boolean {
  const want = Array.from(mask)
  const have = ['', ...Array.from(text)]
  let fits = have.map((_, i) => i === 0)
  for (const char of want) {
    const before = fits
    fits = have.map((is, i) => {
      if (char === '*') return before.slice(0, i + 1).includes(true)
      return i > 0 && before[i - 1] === true && (char === '?' || char === is)
    })
  }
  return fits[text === '' ? 0 : have.length - 1] === true
}
