import { describe, expect, it } from 'vitest'
import { comingsText, found, linesOf, retryText, titleOf, typingText } from '../../../src/web/page/words.ts'
import { hear, lobby, pageWith } from './page.ts'

describe('the words of the page', () => {
  it('say in the title how much is unread, and where', () => {
    expect(titleOf(pageWith())).toBe('#lobby · earshot')
    expect(titleOf(hear({ ...pageWith(), isSeen: false }, { text: 'a' }))).toBe('(1) #lobby · earshot')
  })

  it('say who came and went', () => {
    const comings = [
      { how: 'in', nick: 'ann', text: '' },
      { how: 'in', nick: 'bob', text: '' },
      { how: 'out', nick: 'eve', text: 'bye' },
      { how: 'renamed', nick: 'a', text: 'b' },
    ] as const
    expect(comingsText(comings)).toBe('ann and bob joined; eve (bye) left; a is now b')
  })

  it('say who types, for six seconds', () => {
    const buffer = lobby(pageWith({ type: 'typing', text: 'active' }))
    expect([typingText(buffer, 6_999), typingText(buffer, 7_000)]).toEqual(['eve is typing', ''])
  })

  it('say when it is tried again', () => {
    expect(retryText({ why: '', retryAt: 2_500 }, 1_000)).toBe('Try now (in 2 s)')
    expect(retryText({ why: '' }, 1_000)).toBe('Trying now')
  })

  it('find messages by what they say and who said it, the newest first', () => {
    const buffer = lobby(pageWith({ text: 'A bird' }, { text: 'a fish' }, { text: 'no', nick: 'birdie' }))
    expect(found(buffer, ' BIRD ').map(({ n }) => n)).toEqual([2, 0])
    expect(found(buffer, ' ')).toEqual([])
  })

  it('are safe, and keep the lines of a message', () => {
    expect(linesOf('a\x1b[31m\nb\u202ec')).toEqual(['a␛[31m', 'b\u202ec\u202c'])
  })
})
