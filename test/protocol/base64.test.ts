import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from '../../src/protocol/base64.ts'

describe('base64 (RFC 4648 §4)', () => {
  it('gives back what was put in, whatever the bytes are', () => {
    const bytes = fc.uint8Array().map((all) => String.fromCharCode(...all))
    fc.assert(fc.property(bytes, (text) => fromBase64(toBase64(text)) === text))
  })

  it.each(['A', 'AA', 'AAA', 'AA=', 'A===', 'AAAA=', 'AA==AA==', 'AA A', 'A-_A', '=', '\xe9AAA'])(
    'is not %j',
    (text) => {
      expect(fromBase64(text)).toBeUndefined()
    },
  )
})
