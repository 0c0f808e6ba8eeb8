import { describe, expect, it } from 'vitest'
import { createLost, lose, takeLost } from '../../../src/room/history/lost.ts'

describe('what went with its channel', () => {
  it('is known by name, up to its newest message, until a channel has that name again', () => {
    const lost = createLost()
    lose(lost, '#a', 7, 9)
    lose(lost, '#a', 5, 9)
    lose(lost, '#b', 0, 9)
    expect([...lost.newest]).toEqual([['#a', 7]])
    expect([takeLost(lost, '#b'), takeLost(lost, '#a'), takeLost(lost, '#a')]).toEqual([0, 7, 0])
  })

  it('may have been under any name that is not known, where there were too many of them', () => {
    const lost = createLost()
    for (const [i, name] of ['#a', '#b', '#c', '#d'].entries()) lose(lost, name, i + 1, 2)
    expect([...lost.newest.keys()]).toEqual(['#c', '#d'])
    expect([takeLost(lost, '#a'), takeLost(lost, '#z'), takeLost(lost, '#d')]).toEqual([2, 2, 4])
  })
})
