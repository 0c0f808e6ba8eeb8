import { describe, expect, it } from 'vitest'
import { Gate } from '../../src/actors/gate.ts'

/** Work that is done when the test says so. */
function works(count: number) {
  const begun: number[] = []
  const ends: (() => void)[] = []
  const all = Array.from({ length: count }, (_, i) => () => {
    begun.push(i)
    return new Promise<void>((resolve) => void (ends[i] = resolve))
  })
  return { all, begun, end: async (i: number) => (ends[i]?.(), await new Promise(setImmediate)) }
}

describe('a gate', () => {
  it('lets in so many at once, and the next one when one has come out, in order', async () => {
    const gate = new Gate(2, 5)
    const { all, begun, end } = works(4)
    expect(all.map((work) => gate.enter(work))).toEqual([true, true, true, true])
    expect(begun).toEqual([0, 1])
    await end(1)
    expect(begun).toEqual([0, 1, 2])
    await end(0)
    await end(2)
    expect(begun).toEqual([0, 1, 2, 3])
  })

  it('has nobody wait beyond its room', async () => {
    const gate = new Gate(1, 1)
    const { all, begun, end } = works(3)
    expect(all.map((work) => gate.enter(work))).toEqual([true, true, false])
    await end(0)
    expect(begun).toEqual([0, 1])
  })
})
