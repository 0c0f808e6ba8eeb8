import { describe, expect, it } from 'vitest'
import type { Display } from '../../src/client/model.ts'
import { noticeOf } from '../../src/tui/notice.ts'

const display = (part: Partial<Display>): Display => ({
  type: 'message',
  time: 0,
  text: 'hello',
  nick: 'eve',
  channel: '#lobby',
  self: false,
  ...part,
})

describe('a notice', () => {
  it('is said as each terminal takes it', () => {
    expect(noticeOf('osc9', display({}))).toBe('\x1b]9;eve in #lobby: hello\x1b\\')
    expect(noticeOf('osc777', display({}))).toBe('\x1b]777;notify;eve in #lobby;hello\x1b\\')
    expect(noticeOf('osc99', display({ channel: 'eve' }))).toBe('\x1b]99;;eve: hello\x1b\\')
  })

  it('ends where it ends, whatever is in it, and is short', () => {
    const hostile = { nick: 'e;v\x1b\\e', text: `a\x07b\x1b]52;c;eA==\x1b\\\nc \x9b2J ${'👍'.repeat(5_000)}` }
    for (const form of ['osc9', 'osc777', 'osc99'] as const) {
      const notice = noticeOf(form, display(hostile))
      expect(notice.slice(2, -2)).not.toMatch(/[\0-\x1f\x7f-\x9f]|\p{Surrogate}/u)
      expect(notice.length).toBeLessThan(300)
      expect(notice.split(';')[2]).not.toBe('v')
    }
  })
})
