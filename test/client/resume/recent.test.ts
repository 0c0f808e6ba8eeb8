import { describe, expect, it } from 'vitest'
import { isRecent, nothingRecent, withKey } from '../../../src/client/resume/recent.ts'

describe('what was shown lately', () => {
  it('is known again, and nothing else', () => {
    const recent = withKey(withKey(nothingRecent, 'a-1'), 'a-2')
    expect(['a-1', 'a-2', 'a-3', ''].map((key) => isRecent(recent, key))).toEqual([true, true, false, false])
    expect(isRecent(nothingRecent, 'a-1')).toBe(false)
  })

  it('is as much as the room remembers of a channel, and bounded', () => {
    let recent = nothingRecent
    const keys = Array.from({ length: 20_000 }, (_, n) => `0f1e2d3c-${n}`)
    for (const key of keys) recent = withKey(recent, key)
    expect(keys.slice(-2_048).every((key) => isRecent(recent, key))).toBe(true)
    expect(recent.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(8_192)
    expect(isRecent(recent, '0f1e2d3c-0')).toBe(false)
  })
})
