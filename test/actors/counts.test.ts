import { describe, expect, it } from 'vitest'
import { roomCounts } from '../../src/actors/counts.ts'
import { Durations } from '../../src/actors/durations.ts'
import { leavingKind } from '../../src/actors/leaving.ts'
import { Rate } from '../../src/actors/rate.ts'
import { RoomWorld } from './world.ts'

describe('what is counted of a room', () => {
  it('is who is there, who came and how they left, what they said, and what is remembered', () => {
    const world = new RoomWorld()
    const ann = world.join('ann', { channels: '#a' })
    const bob = world.join('bob', { channels: '#a' })
    world.connect()
    ann.says('PRIVMSG #a :one', 'NOTICE #a :two', 'NONSENSE')
    world.settle()
    bob.says('QUIT :Killed, says he')
    world.settle()
    const counts = roomCounts(world.state)
    expect(counts.connections.filter(({ count }) => count > 0)).toEqual([
      { transport: 'tcp', state: 'connecting', count: 1 },
      { transport: 'tcp', state: 'active', count: 1 },
    ])
    expect(counts).toMatchObject({
      connectionsTotal: 3,
      members: 1,
      channels: 1,
      messagesTotal: { privmsg: 1, notice: 1 },
      history: { forgottenTotal: 0 },
    })
    expect([counts.leftTotal.get('quit'), counts.leftTotal.get('killed')]).toEqual([1, 0])
    expect(counts.refusedTotal.get('421')).toBe(1)
    expect(counts.writesTotal).toBeGreaterThan(2)
    expect(counts.turns.count).toBeGreaterThan(2)
    // Two JOINs, two messages and a QUIT.
    expect(counts.history.lines).toBe(5)
  })
})

describe('leavingKind', () => {
  it('is one of few words, whatever somebody says', () => {
    const reasons = ['Quit: SendQ exceeded', 'SendQ stalled', 'Ping timeout: 150 seconds', 'maintenance']
    expect(reasons.map(leavingKind)).toEqual(['quit', 'slow_consumer', 'ping_timeout', 'other'])
  })
})

describe('Durations', () => {
  it('are counted up to each bound, and all of them in all', () => {
    const durations = new Durations([0.1, 1])
    for (const seconds of [0.1, 0.5, 2]) durations.add(seconds)
    expect(durations.counted()).toEqual({ bounds: [0.1, 1], upTo: [1, 2], count: 3, sumSeconds: 2.6 })
  })
})

describe('Rate', () => {
  it('is of the last seconds alone', () => {
    const rate = new Rate(2)
    expect(rate.perSecond).toBe(0)
    const rates = [10, 30, 40, 40].map((total) => (rate.mark(total), rate.perSecond))
    expect(rates).toEqual([10, 15, 15, 5])
  })
})
