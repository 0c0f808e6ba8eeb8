import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import type { FakeLink } from '../fake-link.ts'
import { type Command, entry, look, peer } from '../../src/room/commands/command.ts'
import { commands } from '../../src/room/commands/table.ts'
import { RoomWorld } from './world.ts'

const fault = (): never => {
  throw new Error('a fault of ours')
}

/** From now on whatever this connection does throws. */
function breakDown(link: FakeLink): void {
  link.onPace = fault
}

describe('a connection that throws', () => {
  it.each([
    { state: 'connecting', says: ['NICK adam'], isNamed: false },
    { state: 'named', says: ['NICK adam', 'USER adam 0 * :Adam'], isNamed: true },
  ])('while it is $state is reaped and leaves nothing', ({ says, isNamed }) => {
    const world = new RoomWorld({ delayMs: 5 })
    const eve = world.join('eve', { channels: '#a' })
    const link = world.connect()
    link.says(...says)
    breakDown(link)
    link.says('JOIN #a')
    world.settle()
    expect(link.hears().at(-1)).toBe('ERROR Closing link: 10.0.0.1 (Internal error)')
    expect(link.ends).toBe(1)
    expect(world.said('conn.crashed')).toEqual([
      expect.objectContaining({ conn: 2, err: new Error('a fault of ours') }),
    ])
    expect(world.said('conn.named')).toHaveLength(isNamed ? 2 : 1)
    expect(world.state.slots.size).toBe(1)
    expect([...world.state.room.nicks.keys()]).toEqual(['eve'])
    expect(eve.hears()).toEqual([])
    world.join('adam', { channels: '#a' })
    expect(world.state.room.members.size).toBe(2)
  })

  it('while it is active costs itself only: members are told, the room goes on', () => {
    const world = new RoomWorld()
    const adam = world.join('adam', { channels: '#a' })
    const eve = world.join('eve', { channels: '#a' })
    adam.hears()
    breakDown(eve)
    eve.says('PRIVMSG #a :last words')
    world.settle()
    expect(adam.hears()).toEqual([
      ':eve!~eve@10.0.0.1 PRIVMSG #a last words',
      ':eve!~eve@10.0.0.1 QUIT Internal error',
    ])
    expect(eve.ends).toBe(1)
    adam.says('PRIVMSG #a :still here', 'PING 1')
    world.settle()
    expect(adam.hears()).toEqual([':earshot.test PONG earshot.test 1'])
    world.join('eve', { channels: '#a' })
    expect(world.failure).toBeUndefined()
  })
})

describe('whatever ends a connection', () => {
  const ways: Record<string, { end: (link: FakeLink, world: RoomWorld) => void; reason: string }> = {
    'its QUIT': { end: (link) => link.says('QUIT :bye'), reason: 'Quit' },
    'its peer': { end: (link) => link.closes(), reason: 'Remote host closed the connection' },
    'its link': { end: (link) => link.closes('SendQ exceeded'), reason: 'SendQ exceeded' },
    'a fault': {
      end: (link) => {
        breakDown(link)
        link.says('PING 1')
      },
      reason: 'Internal error',
    },
    silence: {
      end: (link, world) => {
        link.says('PONG x')
        world.time.advance(151_000)
        world.actor.send({ type: 'tick' })
      },
      reason: 'Ping timeout: 151 seconds',
    },
    'the end of the room': {
      end: (_, world) => world.actor.send({ type: 'hangUp', reason: 'Server shutting down' }),
      reason: 'Server shutting down',
    },
  }

  it.each(Object.entries(ways))(
    'be it %s, it is said once, with how long and how much',
    (_, { end, reason }) => {
      const world = new RoomWorld()
      const link = world.join('adam', { channels: '#a' })
      const openedMs = world.time.nowMs
      world.time.advance(5_000)
      end(link, world)
      link.closes()
      world.settle()
      const [left, ...more] = world.said('conn.left')
      expect(more).toEqual([])
      expect(left).toMatchObject({
        conn: 1,
        nick: 'adam',
        reason,
        bytesIn: link.bytesIn,
        bytesOut: link.bytesOut,
      })
      expect(left?.['durationMs']).toBeGreaterThanOrEqual(world.time.nowMs - openedMs - 100)
      expect(link.ends).toBe(1)
      expect(world.state.slots.size).toBe(0)
    },
  )

  it('nothing of it is written or heard after', () => {
    const world = new RoomWorld()
    const link = world.join('adam', { channels: '#a' })
    const eve = world.join('eve', { channels: '#a' })
    link.closes()
    eve.says('PRIVMSG #a :hi')
    world.settle()
    expect(link.hears().at(-1)).toContain('ERROR')
  })
})

describe('a fault in a verb', () => {
  const table: Map<string, Command> = commands instanceof Map ? commands : new Map<string, Command>()
  const row = { syntax: '', minParams: 0, cost: 1 }

  it.each([
    { on: 'entry', member: entry(fault) },
    { on: 'look', member: look(fault) },
  ])('that is an $on costs its sender an error', ({ member }) => {
    table.set('BOOM', { ...row, member })
    const world = new RoomWorld()
    const adam = world.join('adam', { channels: '#a' })
    adam.says('BOOM', 'PING 1')
    world.settle()
    expect(adam.hears()).toEqual([
      expect.stringContaining(' 400 adam BOOM '),
      ':earshot.test PONG earshot.test 1',
    ])
    expect(world.failure).toBeUndefined()
    table.delete('BOOM')
  })

  it('that concerns the connection alone costs that connection', () => {
    table.set('BOOM', { ...row, member: peer(fault) })
    const world = new RoomWorld()
    const adam = world.join('adam')
    world.join('eve').says('BOOM')
    world.settle()
    expect(world.said('conn.crashed')).toHaveLength(1)
    expect(adam.state).toBe('open')
    table.delete('BOOM')
  })
})

describe('a fault of the room itself', () => {
  it('ends it, and every link with it', () => {
    const world = new RoomWorld({ openSequencer: () => ({ append: fault }) })
    const one = world.connect()
    const two = world.connect()
    one.says('NICK half')
    // A connection's own throw is its own; this one is in the room's hands when it fails.
    two.says('NICK adam', 'USER adam 0 * :Adam')
    world.settle()
    expect(world.failure).toEqual(new Error('a fault of ours'))
    expect(one.hears().at(-1)).toBe('ERROR Closing link: 10.0.0.1 (Internal error)')
    expect(world.said('conn.left')).toHaveLength(2)
  })
})

describe('those who do not register', () => {
  it('are ended when their time is up, whatever they say', () => {
    const world = new RoomWorld()
    const link = world.connect()
    for (let s = 0; s < 31; s++) {
      world.time.advance(1_000)
      link.says('PONG x')
      world.actor.send({ type: 'tick' })
    }
    expect(link.hears().at(-1)).toBe('ERROR Closing link: 10.0.0.1 (Registration timed out)')
  })

  it('are ended, the oldest first, when they are too many', () => {
    const world = new RoomWorld({ maxConnections: 8 })
    const links = [world.connect(), world.connect(), world.connect()]
    world.settle()
    expect(links.map(({ state }) => state)).toEqual(['ended', 'open', 'open'])
    expect(links[0]?.hears().at(-1)).toContain('Too many unregistered connections')
    expect(world.state.strangers.size).toBe(2)
  })
})

describe('silence', () => {
  it('is answered with one PING, and forgiven when anything is heard', () => {
    const world = new RoomWorld()
    const link = world.join('adam')
    link.says('PONG x')
    for (let s = 0; s < 140; s += 10) {
      world.time.advance(10_000)
      world.actor.send({ type: 'tick' })
      world.settle()
    }
    expect(link.hears()).toEqual(['PING earshot.test'])
    link.says('PONG earshot.test')
    world.time.advance(89_000)
    world.actor.send({ type: 'tick' })
    world.settle()
    expect(link.hears()).toEqual([])
    expect(link.state).toBe('open')
  })

  it('is not what a connection keeps whose lines still wait to be taken', () => {
    const world = new RoomWorld({ limits: { ratePerSecond: 1 } })
    const link = world.join('adam')
    link.says(...Array.from({ length: 320 }, (_, i) => `PING ${i}`))
    for (let s = 0; s < 300; s++) {
      world.time.advance(1_000)
      world.actor.send({ type: 'tick' })
      world.settle()
    }
    expect(link.state).toBe('open')
    expect(link.hears()).toHaveLength(320)
  })
})

describe('those who wait for tokens', () => {
  it('share one timer, and are waited for no longer when they are gone', () => {
    const world = new RoomWorld()
    const links = [world.join('adam'), world.join('eve')]
    for (const link of links) link.says(...Array.from({ length: 30 }, (_, i) => `PING ${i}`))
    expect([world.state.sleepers.size, world.time.pending]).toEqual([2, 1])
    for (const link of links) link.closes()
    expect(world.state.sleepers.size).toBe(0)
    world.time.advance(100)
    expect(world.time.pending).toBe(0)
    expect(world.failure).toBeUndefined()
  })
})

describe('20,000 connections that came and went', () => {
  it('leave nothing behind', () => {
    setFlagsFromString('--expose-gc')
    const gc: unknown = runInNewContext('gc')
    const heapBytes = (): number => {
      // What a first collection finds unreachable may hold more.
      for (let i = 0; i < 2; i++) if (typeof gc === 'function') gc()
      return process.memoryUsage().heapUsed
    }
    const world = new RoomWorld({ onNote: () => void (world.log.length = 0) })
    const comeAndGo = (count: number): void => {
      for (let i = 0; i < count; i++) {
        const link = world.connect(`10.0.${i % 200}.1`)
        link.says(`NICK n${i}`, 'USER u 0 * :u', 'JOIN #a')
        world.turn()
        if (i % 3 === 0) breakDown(link)
        link.says(i % 3 === 2 ? 'PING 1' : 'QUIT :bye')
        if (i % 3 === 2) link.closes()
        world.turn()
        world.links.length = 0
      }
    }
    comeAndGo(500)
    const before = heapBytes()
    comeAndGo(20_000)
    const grown = heapBytes() - before
    expect(grown).toBeLessThan(2_000_000)
    const { slots, strangers, sleepers, room } = world.state
    expect([slots.size, strangers.size, sleepers.size, room.members.size, room.channels.size]).toEqual([
      0, 0, 0, 0, 0,
    ])
  }, 240_000)
})

describe('the time of day', () => {
  it('may jump, and nobody waits for tokens, is timed out or counted wrong for it', () => {
    const world = new RoomWorld()
    const link = world.join('adam', { channels: '#a' })
    const eve = world.join('eve', { channels: '#a' })
    for (const jumpMs of [-3_600_000, 7_200_000]) {
      world.time.jumpMs += jumpMs
      world.time.advance(10_000)
      world.actor.send({ type: 'tick' })
      link.says(...Array.from({ length: 25 }, (_, i) => `PRIVMSG #a :${i}`))
      world.settle()
      world.time.advance(1_000)
      world.settle()
      expect(eve.hears()).toHaveLength(25)
    }
    link.closes()
    world.settle()
    expect(world.said('conn.left')[0]?.['durationMs']).toBeLessThan(60_000)
  })
})

describe('a list of channels', () => {
  it('costs its sender as many tokens as it has names, and nothing is dropped', () => {
    const world = new RoomWorld()
    const link = world.join('adam')
    const names = Array.from({ length: 20 }, (_, i) => `#c${i}`).join(',')
    link.says(`JOIN ${names}`, 'PING after')
    world.settle()
    const joined = (): number => world.state.room.members.get(1)?.channels.size ?? 0
    expect([joined(), link.hears().some((line) => line.includes('PONG'))]).toEqual([20, false])
    // 40 tokens, of which 20 were there; PING is one more.
    world.time.advance(2_000)
    world.settle()
    expect(link.hears().some((line) => line.includes('PONG'))).toBe(false)
    world.time.advance(100)
    world.settle()
    expect(link.hears().some((line) => line.includes('PONG'))).toBe(true)
  })
})

describe('a member with another nick', () => {
  it('is known to the log by it', () => {
    const world = new RoomWorld()
    const link = world.join('adam')
    link.says('NICK bert')
    world.settle()
    expect(world.said('conn.renamed')).toEqual([expect.objectContaining({ conn: 1, nick: 'bert' })])
  })
})
