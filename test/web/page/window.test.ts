import { describe, expect, it } from 'vitest'
import { around, atEnd, further, held, linesIn } from '../../../src/web/page/window.ts'
import type { Line } from '../../../src/web/page/model.ts'

const lines = (first: number, last: number): Line[] =>
  Array.from({ length: last - first + 1 }, (_, i) => ({
    is: 'note',
    n: first + i,
    time: 0,
    tone: 'talk',
    text: '',
  }))

const edges = (of: readonly Line[]): unknown[] => [of[0]?.n, of.at(-1)?.n]

describe('the lines in the document', () => {
  it('are the newest, as they come', () => {
    expect(edges(linesIn(lines(-50, 300), atEnd))).toEqual([201, 300])
    expect(linesIn([], atEnd)).toEqual([])
  })

  it('stay for who reads further up, whatever comes after them', () => {
    const window = held(lines(0, 300), atEnd)
    expect(edges(linesIn(lines(0, 900), window))).toEqual([201, 300])
  })

  it('reach any line by going further, and are never more than 400', () => {
    const all = lines(-700, 900)
    for (const [way, end] of [
      ['up', -700],
      ['down', 900],
    ] as const) {
      let window = way === 'up' ? held(all, atEnd) : held(all.slice(0, 200), atEnd)
      for (let next = further(all, window, way); next !== undefined; next = further(all, window, way)) {
        window = next
        expect(linesIn(all, window).length).toBeLessThanOrEqual(400)
      }
      expect(edges(linesIn(all, window))).toContain(end)
    }
  })

  it('can be those around one', () => {
    expect(edges(linesIn(lines(0, 900), around(lines(0, 900), 20)))).toEqual([0, 120])
  })
})
