import { isUtf8 as nodeIsUtf8 } from 'node:buffer'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutWire, detached, fromWire, isAscii, isUtf8, toWire } from '../../src/protocol/wire.ts'
import { runs } from '../runs.ts'

const bytes = (...of: number[]): string => String.fromCharCode(...of)
const anyBytes = fc.uint8Array({ maxLength: 12 }).map((of) => Buffer.from(of).toString('latin1'))
/** Bytes at the borders of the table of well-formed UTF-8, where mistakes are. */
const borderBytes = fc
  .array(
    fc.constantFrom(
      0x00,
      0x7f,
      0x80,
      0x8f,
      0x90,
      0x9f,
      0xa0,
      0xbf,
      0xc0,
      0xc1,
      0xc2,
      0xdf,
      0xe0,
      0xe1,
      0xec,
      0xed,
      0xee,
      0xef,
      0xf0,
      0xf1,
      0xf3,
      0xf4,
      0xf5,
      0xff,
    ),
    { maxLength: 8 },
  )
  .map((of) => bytes(...of))

describe('wire strings', () => {
  it('are the bytes of UTF-8, one character each', () => {
    expect(toWire('é€😀')).toBe(bytes(0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80))
    expect(fromWire(bytes(0xc3, 0xa9))).toBe('é')
  })

  it('come back as the text they were, a byte order mark too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fromWire(toWire(text))).toBe(text)
        expect(toWire(text)).toBe(Buffer.from(text).toString('latin1'))
      }),
      { numRuns: runs(1_000) },
    )
    expect(fromWire(toWire('\u{feff}a'))).toBe('\u{feff}a')
  })

  it('spell U+FFFD for what is no UTF-8', () => {
    expect(fromWire(bytes(0x61, 0xff))).toBe('a\u{fffd}')
  })

  it('are well-formed exactly where node says so', () => {
    fc.assert(
      fc.property(fc.oneof(anyBytes, borderBytes), (wire) => {
        expect(isUtf8(wire)).toBe(nodeIsUtf8(Buffer.from(wire, 'latin1')))
      }),
      { numRuns: runs(5_000) },
    )
  })

  it('are well-formed exactly where node says so, for all of one and two bytes and all leads of three', () => {
    for (let first = 0; first < 256; first++) {
      expect(isUtf8(bytes(first))).toBe(nodeIsUtf8(Buffer.of(first)))
      const wrong: number[] = []
      for (let second = 0; second < 256; second++) {
        for (const rest of [[], [0x80], [0xbf, 0x80], [0x80, 0xc0]]) {
          const all = [first, second, ...rest]
          if (isUtf8(bytes(...all)) !== nodeIsUtf8(Buffer.from(all))) wrong.push(second)
        }
      }
      expect(wrong).toEqual([])
    }
  })

  it('are ASCII where no byte is above 0x7f', () => {
    expect(isAscii('a\0\x7f')).toBe(true)
    expect(isAscii('a\x80')).toBe(false)
    expect(isAscii('')).toBe(true)
  })

  it('are cut before a character that would be over, and nowhere else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat({ max: 20 }), (text, most) => {
        const wire = toWire(text)
        const cut = cutWire(wire, most)
        expect(wire.startsWith(cut)).toBe(true)
        expect(isUtf8(cut)).toBe(true)
        expect(cut.length).toBeLessThanOrEqual(most)
        if (cut !== wire) expect(most - cut.length).toBeLessThan(4)
      }),
      { numRuns: runs(1_000) },
    )
  })
})

describe('detached', () => {
  it('is the same string', () => {
    fc.assert(fc.property(anyBytes, (wire) => detached(wire) === wire))
    const long = 'x'.repeat(600)
    expect(detached(long.slice(1, 500))).toBe(long.slice(1, 500))
  })

  it('holds on to nothing of the read that it was a part of', () => {
    setFlagsFromString('--expose-gc')
    const gc: unknown = runInNewContext('gc')
    const heldBytes = (part: (read: string) => string): number => {
      const kept: string[] = []
      if (typeof gc === 'function') gc()
      const before = process.memoryUsage().heapUsed
      for (let i = 0; i < 500; i++) kept.push(part(Buffer.alloc(16_384, 120).toString('latin1')))
      if (typeof gc === 'function') gc()
      return (process.memoryUsage().heapUsed - before) / kept.length
    }
    expect(heldBytes((read) => read.slice(100, 200))).toBeGreaterThan(8_000)
    expect(heldBytes((read) => detached(read.slice(100, 200)))).toBeLessThan(1_000)
  })
})
