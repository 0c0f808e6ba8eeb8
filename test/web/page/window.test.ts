import { describe, expect, it } from 'vitest'
import { around, atEnd, further, held, spanOf } from '../../../src/web/page/window.ts'
import type { Lines } from '../../../src/client/talk/line.ts'
import { append, noLines } from '../../../src/client/talk/scrollback.ts'

const lines = (first: number, last: number): Lines => ({
  ...[...Array(last - first + 1)].reduce<Lines>(
    (all) => append(all, { is: 'note', time: 0, tone: 'talk', text: '' }),
    noLines,
  ),
  first,
})

describe('the lines in the document', () => {
  it('are the newest, as they come', () => {
    expect(spanOf(lines(-50, 300), atEnd)).toEqual({ first: 201, last: 300 })
    expect(spanOf(noLines, atEnd)).toEqual({ first: 0, last: -1 })
  })

  it('stay for who reads further up, whatever comes after them', () => {
    const window = held(lines(0, 300), atEnd)
    expect(spanOf(lines(0, 900), window)).toEqual({ first: 201, last: 300 })
  })

  it('reach any line by going further, and are never more than 400', () => {
    const all = lines(-700, 900)
    for (const [way, end] of [
      ['up', -700],
      ['down', 900],
    ] as const) {
      let window = way === 'up' ? held(all, atEnd) : held(lines(-700, -500), atEnd)
      for (let next = further(all, window, way); next !== undefined; next = further(all, window, way)) {
        window = next
        const { first, last } = spanOf(all, window)
        expect(last - first).toBeLessThan(400)
      }
      expect(Object.values(spanOf(all, window))).toContain(end)
    }
  })

  it('can be those around one', () => {
    expect(spanOf(lines(0, 900), around(lines(0, 900), 20))).toEqual({ first: 0, last: 120 })
  })
})
