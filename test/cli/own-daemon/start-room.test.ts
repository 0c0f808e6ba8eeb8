import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Exit } from '../../../src/cli/exit.ts'
import { type Start, startRoom } from '../../../src/cli/own-daemon/start-room.ts'
import type { FoundRoom } from '../../../src/client/seek.ts'

/** A network in a time of its own, on which people start rooms. A look asks where `seek` does. */
class FakeLan {
  #now = 0
  #timers: { at: number; wake: () => void }[] = []
  #rooms = new Map<string, { from: number; until: number }>()

  /** Somebody who begins at a time, waits `jitter` of the most, and whose daemon takes a while to be there. */
  async begin(id: string, at: number, jitter: number, startMs: number): Promise<Start> {
    await this.#sleep(at)
    return await startRoom({
      look: async (settle, ms) => {
        const found = new Set<string>()
        let waited = 0
        for (const step of [0, 100, 300, 1_000, 3_000].filter((one) => one < ms)) {
          await this.#sleep(step - waited)
          waited = step
          for (const [room, { from, until }] of this.#rooms) {
            if (from <= this.#now && this.#now < until) found.add(room)
          }
          if (settle === 'first' && found.size > 0) break
        }
        await this.#sleep(settle === 'first' && found.size > 0 ? 120 : ms - waited)
        return [...found].map(answer)
      },
      start: async () => {
        await this.#sleep(startMs)
        this.#rooms.set(id, { from: this.#now, until: Number.POSITIVE_INFINITY })
        return { id, room: id, port: 1 }
      },
      stop: async () => void this.#rooms.set(id, { from: 0, until: this.#now }),
      wait: async (ms) => await this.#sleep(ms),
      random: () => jitter,
      steadyMs: () => this.#now,
    })
  }

  /** Lets all of it happen. Gives the rooms that are left. */
  async play(): Promise<string[]> {
    for (;;) {
      for (let i = 0; i < 50; i++) await Promise.resolve()
      const next = this.#timers.toSorted((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.#timers.splice(this.#timers.indexOf(next), 1)
      this.#now = next.at
      next.wake()
    }
    return [...this.#rooms].filter(([, { until }]) => until > this.#now).map(([id]) => id)
  }

  async #sleep(ms: number): Promise<void> {
    await new Promise<void>((wake) => this.#timers.push({ at: this.#now + ms, wake }))
  }
}

const answer = (id: string): FoundRoom => ({
  id,
  room: id,
  host: '10.0.0.1',
  port: 1,
  addresses: ['10.0.0.1'],
  tls: false,
  ws: false,
  version: '1.0.0',
  ttlSeconds: 90,
  rttMs: 1,
  pin: 'new',
})

const roomOf = (start: Start): string =>
  start.is === 'ours' ? start.started.id : start.rooms.map(({ id }) => id).join()

describe('startRoom', () => {
  it('lets two who begin at the same moment end up in one room', async () => {
    for (const jitter of [0, 0.25, 0.5, 0.75, 1]) {
      for (const [first, second] of ['ab', 'ba']) {
        const lan = new FakeLan()
        const both = [lan.begin(first ?? '', 0, 0, 400), lan.begin(second ?? '', 0, jitter, 400)]
        const left = await lan.play()
        expect(left).toHaveLength(1)
        expect((await Promise.all(both)).map(roomOf)).toEqual([left[0], left[0]])
      }
    }
  })

  it('does so for any few people whose computers take less than 700 ms to start a room', async () => {
    const person = fc.record({
      at: fc.integer({ min: 0, max: 1_500 }),
      jitter: fc.float({ min: 0, max: 1, noNaN: true }),
      startMs: fc.integer({ min: 100, max: 700 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 4 }), async (people) => {
        const lan = new FakeLan()
        const starts = people.map(({ at, jitter, startMs }, i) => lan.begin(`${i}`, at, jitter, startMs))
        const left = await lan.play()
        expect(left).toHaveLength(1)
        await Promise.all(starts)
      }),
    )
  })

  it('does so on computers that are slow, as long as they are about as slow', async () => {
    for (const [first, second] of ['ab', 'ba']) {
      const lan = new FakeLan()
      const both = [lan.begin(first ?? '', 0, 0, 2_000), lan.begin(second ?? '', 700, 1, 3_000)]
      const left = await lan.play()
      expect(left).toHaveLength(1)
      expect((await Promise.all(both)).map(roomOf)).toEqual([left[0], left[0]])
    }
  })

  it('joins who has the port of this computer already', async () => {
    const looks = [[], [answer('a')]]
    const start = await startRoom({
      look: () => Promise.resolve(looks.shift() ?? []),
      start: () => Promise.reject(new Exit('alreadyRunning', 'Port 16667 is in use.')),
      stop: () => Promise.resolve(),
      wait: () => Promise.resolve(),
      random: () => 0,
      steadyMs: () => 0,
    })
    expect(roomOf(start)).toBe('a')
  })
})
