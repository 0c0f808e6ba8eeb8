import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Frames } from '../../src/tui/frames.ts'

/** A clock that goes when it is told to. */
class Hand {
  at = 1_000
  readonly waiting: { at: number; run: () => void }[] = []

  now = (): number => this.at

  after = (ms: number, run: () => void): (() => void) => {
    const one = { at: this.at + ms, run }
    this.waiting.push(one)
    return () => void this.waiting.splice(this.waiting.indexOf(one), 1)
  }

  go(ms: number): void {
    this.at += ms
    for (const one of this.waiting.filter(({ at }) => at <= this.at)) {
      this.waiting.splice(this.waiting.indexOf(one), 1)
      one.run()
    }
  }
}

function drawn(): { clock: Hand; frames: Frames; count: () => number } {
  const clock = new Hand()
  let count = 0
  const frames = new Frames(() => count++, clock)
  return { clock, frames, count: () => count }
}

describe('frames', () => {
  it('of what arrives are at most 20 in a second, however much arrives', () => {
    const { clock, frames, count } = drawn()
    for (let ms = 0; ms < 1_000; ms++) {
      frames.later()
      clock.go(1)
    }
    expect(count()).toBeGreaterThan(15)
    expect(count()).toBeLessThanOrEqual(21)
  })

  it('of a key come at once, one for all keys that come together', async () => {
    const { frames, count } = drawn()
    frames.soon()
    frames.soon()
    await turn()
    expect(count()).toBe(1)
  })

  it('of a key leave no other one waiting', async () => {
    const { clock, frames, count } = drawn()
    frames.later()
    clock.go(0)
    frames.later()
    frames.soon()
    await turn()
    expect(count()).toBe(2)
    expect(clock.waiting).toEqual([])
    clock.go(1_000)
    expect(count()).toBe(2)
  })

  it('are none after the end', async () => {
    const { clock, frames, count } = drawn()
    frames.later()
    frames.soon()
    frames.stop()
    await turn()
    clock.go(1_000)
    expect(count()).toBe(0)
  })
})
