import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { LineReader } from '../../../../src/cli/daemon/handover/line-reader.ts'

it('lines come out as they went in, wherever they were cut', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((of) => of.replaceAll('\n', ''))
  fc.assert(
    fc.property(
      fc.array(text),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      (lines, sizes) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
        const heard: string[] = []
        const reader = new LineReader((line) => void heard.push(line))
        for (let at = 0, n = 0; at < bytes.length; n++) {
          const size = sizes[n % sizes.length] ?? 1
          reader.push(bytes.subarray(at, at + size))
          at += size
        }
        expect(heard).toEqual(lines)
      },
    ),
  )
})
