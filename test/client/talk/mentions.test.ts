import { describe, expect, it } from 'vitest'
import { mentions } from '../../../src/client/talk/mentions.ts'

describe('mentions', () => {
  it('are words of their own, in any case', () => {
    expect(mentions('so, Ann: yes', ['ann'])).toBe(true)
    expect(mentions('annoying banner ann_', ['ann'])).toBe(false)
    expect(mentions('the [x] build', ['coffee', '[X]'])).toBe(true)
  })

  it('of nobody are none', () => {
    expect(mentions('anything', ['', ' '])).toBe(false)
    expect(mentions('anything', [])).toBe(false)
  })
})
