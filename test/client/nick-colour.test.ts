import { describe, expect, it } from 'vitest'
import { nickColour } from '../../src/client/nick-colour.ts'

describe('nickColour', () => {
  it('is the same for a nick in any case, and one of twelve', () => {
    expect(nickColour('Ann')).toBe(nickColour('aNN'))
    const all = Array.from({ length: 500 }, (_, i) => nickColour(`nick${i}`))
    expect(new Set(all).size).toBe(12)
    expect(all.every((colour) => colour >= 0 && colour < 12)).toBe(true)
  })
})
