import { describe, expect, it } from 'vitest'
import { emojiByName, emojiOf } from '../../src/tui/emoji.ts'
import { make } from '../../src/tui/view/cells.ts'

describe('emoji', () => {
  it('have the names that people know, 1,900 of them', () => {
    expect(emojiByName().size).toBeGreaterThan(1_900)
    expect([':tada:', ':+1', 'rocket', ':party', ':de', ':no_such_thing'].map(emojiOf)).toEqual([
      '🎉',
      '👍',
      '🚀',
      '🥳',
      '🇩🇪',
      ':no_such_thing',
    ])
  })

  it('are each one letter of a width that the screen knows', () => {
    for (const emoji of emojiByName().values())
      expect([emoji, make(emoji, { role: 'text' }).width]).toEqual([emoji, 2])
  })
})
