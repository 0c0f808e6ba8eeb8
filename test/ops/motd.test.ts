import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { motdLines } from '../../src/ops/motd.ts'
import { fromWire, isUtf8, toWire } from '../../src/protocol/wire.ts'
import { runs } from '../runs.ts'

describe('a message of the day', () => {
  it('goes on in the next line where a line is too long, between words if it has any', () => {
    expect(motdLines('one two three', 8)).toEqual(['one two', 'three'])
    expect(motdLines('onetwothree', 8)).toEqual(['onetwoth', 'ree'])
    expect(motdLines('ééé', 5)).toEqual([toWire('éé'), toWire('é')])
  })

  it('has no controls', () => {
    expect(motdLines('a\tb\x1b[2Jc\x07\u0085d\r\ne', 80)).toEqual(['a    b[2Jcd', 'e'])
  })

  it('is told whole, in lines that fit and are UTF-8, whatever it is', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', 'é', '𝄞', '\n', 'word '), maxLength: 300 })
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 40 }), (text, bytes) => {
        const lines = motdLines(text, bytes)
        for (const line of lines) {
          expect(line.length).toBeLessThanOrEqual(bytes)
          expect(isUtf8(line)).toBe(true)
        }
        const letters = (of: string): string => of.replaceAll(/[ \n]/g, '')
        expect(letters(lines.map(fromWire).join(''))).toBe(letters(text))
      }),
      { numRuns: runs(200) },
    )
  })
})
