import { describe, expect, it } from 'vitest'
import { fold, upper } from '../../src/protocol/casemap.ts'

describe('fold', () => {
  it('makes A-Z one with a-z and leaves every other byte alone (CASEMAPPING=ascii)', () => {
    const all = String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i))
    const folded = fold(all)
    for (const [i, char] of Array.from(all).entries()) {
      expect(folded.charAt(i)).toBe(/[A-Z]/.test(char) ? char.toLowerCase() : char)
    }
  })

  it('is not rfc1459: brackets and braces are different names', () => {
    expect(fold('A[]\\~')).toBe('a[]\\~')
  })
})

describe('upper', () => {
  it('makes a-z upper case and leaves every other byte alone', () => {
    const all = String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i))
    expect(upper(all)).toHaveLength(256)
    for (const [i, char] of Array.from(all).entries()) {
      expect(upper(all).charAt(i)).toBe(/[a-z]/.test(char) ? char.toUpperCase() : char)
    }
  })
})
