import { describe, expect, it } from 'vitest'
import { shown } from '../../../src/web/page/buffers.ts'
import type { Line } from '../../../src/client/talk/line.ts'
import { lineAt } from '../../../src/client/talk/scrollback.ts'
import type { Buffer } from '../../../src/web/page/model.ts'
import { hear, joined, lobby, pageWith } from './page.ts'

const textOf = (line: Line | undefined): string | undefined =>
  line?.is === 'message' ? line.display.text : undefined

const linesOf = ({ lines }: Buffer): (Line | undefined)[] =>
  Array.from({ length: lines.size }, (_, i) => lineAt(lines, lines.first + i))

describe('what the page hears', () => {
  it('is unread where nobody looks, with a ruler before the first of it', () => {
    const away = { ...pageWith({ text: 'seen' }), isSeen: false }
    const page = hear(hear(away, { text: 'one' }), { text: 'two' })
    expect([lobby(page).unread, lobby(page).ruler]).toEqual([2, 1])
    expect(lobby(hear(page, { text: 'mine', self: true })).ruler).toBeUndefined()
  })

  it('is not unread where it was said before we came', () => {
    const page = hear({ ...pageWith(), isSeen: false }, { text: 'old', time: 500, via: 'history' })
    expect(lobby(page).unread).toBe(0)
  })

  it('opens what one person says to us, which counts as for us', () => {
    const page = hear(pageWith(), { channel: 'eve', text: 'psst' })
    expect(page.buffers.map(({ name, mentions }) => [name, mentions])).toEqual([
      ['#lobby', 0],
      ['eve', 1],
    ])
    expect(shown(page, 'eve').buffers[1]?.unread).toBe(0)
  })

  it('does not show what is said to us alone as if it had been said where we are', () => {
    let page = pageWith()
    for (let i = 0; i < 200; i++) page = hear(page, { nick: `n${i}`, channel: `n${i}`, text: 'psst' })
    page = hear(page, { nick: 'eve', channel: 'eve', text: 'send money' })
    expect(page.buffers).toHaveLength(200)
    const last = linesOf(lobby(page)).at(-1)
    expect(last?.is === 'note' ? last.text : undefined).toBe('eve to you alone: send money')
  })

  it('folds who comes and goes into one line, each with the last step alone', () => {
    const page = pageWith(
      { type: 'join', nick: 'ann' },
      { type: 'join', nick: 'bob' },
      { type: 'quit', nick: 'ann' },
    )
    expect(linesOf(lobby(page))).toMatchObject([
      {
        comings: [
          { how: 'in', nick: 'bob' },
          { how: 'out', nick: 'ann' },
        ],
      },
    ])
  })

  it('puts reactions, answers and what is taken back to the message that they are about', () => {
    const page = pageWith(
      { text: 'a', id: '1' },
      { type: 'react', text: '👍', about: '1', nick: 'ann' },
      { text: 'b', id: '2', about: '1' },
      { type: 'redact', about: '2', nick: 'eve', text: 'oops' },
    )
    expect(linesOf(lobby(page))).toMatchObject([
      { reactions: new Map([['👍', ['ann']]]) },
      { redacted: { by: 'eve', why: 'oops' } },
    ])
  })

  it('puts what is older before all that is here, and remembers when there is no more', () => {
    const page = pageWith(
      { text: 'c' },
      { text: 'b', isEarlier: true },
      { text: 'a', isEarlier: true },
      { type: 'status', code: 'earlier', text: '0' },
    )
    expect(linesOf(lobby(page)).map(textOf)).toEqual(['a', 'b', 'c'])
    expect(lobby(page).lines.first).toBe(-2)
    expect(lobby(page).earlier).toBe('all')
  })

  it('closes what we left, and shows another', () => {
    const page = hear(pageWith(joined('#other')), { type: 'part', channel: '#other', self: true })
    expect([page.current, page.buffers.length]).toEqual(['#lobby', 1])
  })
})
