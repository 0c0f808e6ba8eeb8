import { describe, expect, it } from 'vitest'
import { LoopLag } from '../../src/ops/loop-lag.ts'

describe('LoopLag', () => {
  it('knows nothing when it is asked first, and is never less than nothing', () => {
    let nowMs = 0
    const lag = new LoopLag(() => nowMs)
    expect(lag.read()).toEqual({ p50: 0, p99: 0, max: 0 })
    nowMs = 10_000
    for (const seconds of Object.values(lag.read())) expect(seconds).toBeGreaterThanOrEqual(0)
  })

  it('is the same for all who ask within ten seconds', async () => {
    let nowMs = 0
    const lag = new LoopLag(() => nowMs)
    lag.read()
    await new Promise((resolve) => setTimeout(resolve, 60))
    nowMs = 10_000
    const first = lag.read()
    nowMs = 19_999
    expect(lag.read()).toBe(first)
  })
})
