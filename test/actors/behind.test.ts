import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { RoomWorld } from './world.ts'

const { outboxSoftBytes } = defaultLimits
const wakeMs = 100

/** A channel whose names weigh more than half of an outbox's soft bound, so that a turn has room for two lists of them. */
function crowded(): RoomWorld {
  const world = new RoomWorld({ limits: { outboxSoftBytes: 2_000 } })
  for (let i = 10; i < 50; i++) {
    world.connect().says(`NICK n${i}-${'x'.repeat(28)}`, 'USER u 0 * :u', 'JOIN #big')
  }
  world.settle()
  return world
}

const heads = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => / (366|PONG|BATCH|PRIVMSG) /.exec(line)?.[1] ?? [])

describe('a member that does not take what it is sent', () => {
  it.each([0, 5])('is answered nothing more until it does, then in order (entries take %i ms)', (delayMs) => {
    const world = new RoomWorld({ delayMs })
    const eve = world.join('eve', { channels: '#a' })
    const link = world.join('adam', { channels: '#a' })
    link.unsentBytes = outboxSoftBytes + 1
    link.says('PING 1', 'NAMES #a', 'PRIVMSG #a :hi', 'PING 2')
    world.settle()
    world.time.advance(10 * wakeMs)
    world.settle()
    expect([link.hears(), eve.hears(), link.isPaused]).toEqual([[], [], true])
    link.unsentBytes = 0
    world.time.advance(wakeMs)
    world.settle()
    expect(heads(link.hears())).toEqual(['PONG', '366', 'PONG'])
    expect([heads(eve.hears()), link.isPaused]).toEqual([['PRIVMSG'], false])
  })

  it('is heard when it leaves, and waited for no longer', () => {
    const world = new RoomWorld()
    const link = world.join('adam')
    link.unsentBytes = outboxSoftBytes + 1
    link.says('PING 1')
    expect(world.state.sleepers.size).toBe(1)
    link.closes('SendQ stalled')
    expect([world.state.sleepers.size, world.state.slots.size]).toEqual([0, 0])
    world.time.advance(wakeMs)
    expect(world.failure).toBeUndefined()
  })

  it('is not silent while its lines wait, and is when it says nothing after them', () => {
    const world = new RoomWorld()
    const link = world.join('adam')
    link.unsentBytes = outboxSoftBytes + 1
    link.says('PING 1')
    const wait = (seconds: number): void => {
      for (let s = 0; s < seconds; s++) {
        world.time.advance(1_000)
        world.actor.send({ type: 'tick' })
        world.settle()
      }
    }
    wait(200)
    expect([link.state, link.hears()]).toEqual(['open', []])
    link.unsentBytes = 0
    wait(140)
    expect(link.hears()).toEqual([':earshot.test PONG earshot.test 1', 'PING earshot.test'])
    wait(11)
    expect(link.state).toBe('ended')
  })
})

describe('one packet that asks for many times its weight', () => {
  it('is answered a piece a turn, however fast the link is: whole, in order, and others in between', () => {
    const world = crowded()
    const link = world.join('adam')
    const eve = world.join('eve')
    link.says('NAMES #big', 'NAMES #big', 'NAMES #big', 'PING last')
    const turns: string[][] = []
    for (let i = 0; i < 5; i++) {
      eve.says(`PING ${i}`)
      world.turn()
      expect(eve.hears()).toEqual([`:earshot.test PONG earshot.test ${i}`])
      turns.push(heads(link.hears()))
      world.time.advance(wakeMs)
    }
    expect(turns).toEqual([['366', '366'], ['366', 'PONG'], [], [], []])
  })

  it('keeps its labels, a batch a line', () => {
    const world = crowded()
    const link = world.join('adam', { caps: 'batch labeled-response' })
    link.says(...[1, 2, 3, 4].map((n) => `@label=L${n} NAMES #big`), '@label=L5 PING x')
    const heard: string[] = []
    for (let i = 0; i < 3; i++) {
      world.turn()
      heard.push(...link.hears())
      world.time.advance(wakeMs)
    }
    const labels = heard.flatMap((line) => /^@label=(\S+ :\S+ (BATCH|PONG)) /.exec(line)?.[1] ?? [])
    expect(labels).toEqual([
      'L1 :earshot.test BATCH',
      'L2 :earshot.test BATCH',
      'L3 :earshot.test BATCH',
      'L4 :earshot.test BATCH',
      'L5 :earshot.test PONG',
    ])
    expect(heard.filter((line) => / 366 /.test(line))).toHaveLength(4)
  })
})
