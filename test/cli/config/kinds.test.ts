import { describe, expect, it } from 'vitest'
import { size } from '../../../src/cli/config/kinds.ts'

describe('size', () => {
  it('takes bytes, or thousands, millions and thousand millions of them', () => {
    const read = ['1000', '500k', '20M', '1g', '20MB'].map((text) => size.read([text], '/'))
    expect(read).toEqual([1_000, 500_000, 20_000_000, 1_000_000_000, 20_000_000])
  })

  it('refuses what is none, or is too small for a log', () => {
    for (const text of ['', '999', '1T', '-1k', '1.5M'])
      expect(() => size.read([text], '/')).toThrow('not a size; write 500k, 20M or 1G.')
  })
})
