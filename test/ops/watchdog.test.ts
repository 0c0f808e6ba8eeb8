import { describe, expect, it } from 'vitest'
import { feedMs, keepFed } from '../../src/ops/watchdog.ts'

/** A service whose clock and pulse are set by hand. */
function service() {
  const world = { nowMs: 0, fed: 0, waits: [] as { ms: number; callback: () => void }[], answer: () => {} }
  const stop = keepFed(15_000, {
    pulse: () => new Promise((resolve) => (world.answer = resolve)),
    feed: () => void world.fed++,
    steadyMs: () => world.nowMs,
    after: (ms, callback) => {
      world.waits.push({ ms, callback })
      return () => void world.waits.pop()
    },
  })
  /** The wait is over so much too late, and the service answers after so long. */
  const beat = async (lateMs: number, answerMs: number): Promise<number | undefined> => {
    const { ms, callback } = world.waits.pop() ?? { ms: 0, callback: () => {} }
    world.nowMs += ms + lateMs
    callback()
    world.nowMs += answerMs
    world.answer()
    await new Promise(setImmediate)
    return world.waits.at(-1)?.ms
  }
  return { world, beat, stop }
}

describe('a watchdog', () => {
  it('is to be fed twice in its time, where there is one', () => {
    expect([undefined, '', '0', 'x', '-1', '30000000'].map(feedMs)).toEqual([
      ...Array.from({ length: 5 }),
      15_000,
    ])
  })

  it('is fed while the service answers', async () => {
    const { world, beat } = service()
    expect(await beat(0, 5)).toBe(15_000)
    expect(await beat(10, 5)).toBe(15_000)
    expect(world.fed).toBe(2)
  })

  it('is not fed where the loop or the service is late, and soon again where neither is', async () => {
    const { world, beat } = service()
    expect(await beat(1_001, 0)).toBe(1_000)
    expect(await beat(0, 1_001)).toBe(1_000)
    expect(world.fed).toBe(0)
    expect(await beat(0, 0)).toBe(15_000)
    expect(world.fed).toBe(1)
  })

  it('is not fed by a service that never answers, or that has ended', async () => {
    const { world, beat, stop } = service()
    world.waits.pop()?.callback()
    await new Promise(setImmediate)
    expect([world.fed, world.waits]).toEqual([0, []])
    const other = service()
    other.stop()
    expect(other.world.waits).toEqual([])
    await beat(0, 0)
    stop()
  })
})
