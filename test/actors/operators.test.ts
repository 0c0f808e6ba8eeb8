import { describe, expect, it } from 'vitest'
import type { Operations } from '../../src/actors/operations.ts'
import { RoomWorld, type WorldOptions } from './world.ts'

const operations: Operations = {
  vouch: (name, password) => name === 'root' && password === 'open sesame',
  names: () => ['*', 'root'],
  reread: async () => ({ motd: [], hiddenCaps: [] }),
}

const open = (options: WorldOptions = {}): RoomWorld => new RoomWorld({ operations, ...options })

const wrong = ':earshot.test 464 adam Password incorrect'

describe.each([0, 5])('an operator, where entries take %i ms', (delayMs) => {
  it('is one for the very next line, also of the same read', () => {
    const world = open({ delayMs })
    const adam = world.join('adam', { channels: '#a' })
    const eve = world.join('eve', { channels: '#a' })
    adam.hears()
    adam.says('OPER root :open sesame', 'KILL eve :too loud', 'PING 1')
    world.settle()
    const heard = adam.hears()
    expect(heard).toHaveLength(4)
    // The victim's QUIT comes when its connection is gone, before or after the PONG.
    expect(heard).toEqual(
      expect.arrayContaining([
        ':earshot.test 381 adam You are now an IRC operator',
        expect.stringMatching(/^:adam!\S+ MODE adam \+o$/),
        ':earshot.test PONG earshot.test 1',
        expect.stringMatching(/^:eve!\S+ QUIT Killed \(adam \(too loud\)\)$/),
      ]),
    )
    expect(eve.hears()).toEqual([
      expect.stringMatching(/^:adam!\S+ KILL eve too loud$/),
      expect.stringMatching(/^:eve!\S+ QUIT Killed \(adam \(too loud\)\)$/),
      expect.stringMatching(/^ERROR Closing link: \S+ \(Killed \(adam \(too loud\)\)\)$/),
    ])
    expect(world.state.room.members.size).toBe(1)
    expect(world.said('oper.granted')).toMatchObject([{ nick: 'adam' }])
    expect(world.said('oper.used')).toMatchObject([{ nick: 'adam', command: 'KILL', target: 'eve' }])
    expect(world.said('conn.left')).toMatchObject([{ nick: 'eve', reason: 'Killed' }])
    expect(JSON.stringify(world.log)).not.toMatch(/sesame|too loud/)
  })

  it('may end its own connection', () => {
    const world = open({ delayMs })
    const adam = world.join('adam')
    adam.says('OPER root :open sesame', 'KILL adam :bye', 'PING 1')
    world.settle()
    expect(adam.hears().at(-1)).toMatch(/^ERROR .*Killed \(adam \(bye\)\)/)
    expect(world.state.slots.size).toBe(0)
    expect(world.failure).toBeUndefined()
  })
})

describe('OPER with a wrong password', () => {
  it('is answered in its place, and in the log without what was tried', () => {
    const world = open()
    const adam = world.join('adam')
    adam.says('OPER open :root', 'OPER root secret', 'PING 1')
    world.settle()
    expect(adam.hears()).toEqual([wrong, wrong, ':earshot.test PONG earshot.test 1'])
    expect(world.said('oper.refused')).toMatchObject([{ nick: 'adam' }, { nick: 'adam' }])
    expect(JSON.stringify(world.log)).not.toMatch(/secret|"root"|"open"/)
  })

  it('is not looked at any more after three in a minute, whatever it is', () => {
    const world = open()
    const adam = world.join('adam')
    const tries = Array.from({ length: 4 }, () => 'OPER root no')
    adam.says(...tries)
    world.time.advance(10_000)
    world.settle()
    adam.hears()
    adam.says('OPER root :open sesame')
    world.settle()
    expect(adam.hears()).toEqual([wrong])
    expect(world.said('oper.refused')).toHaveLength(3)
    world.time.advance(60_000)
    adam.says('OPER root :open sesame')
    world.settle()
    expect(adam.hears()[0]).toContain(' 381 ')
  })

  it('costs as much as a change of the nick, so that guessing is slow', () => {
    const world = open({ limits: { rateBurst: 10, ratePerSecond: 1 } })
    const adam = world.join('adam')
    adam.says('OPER root 1', 'OPER root 2', 'OPER root 3')
    world.settle()
    expect(adam.hears()).toHaveLength(2)
  })
})

describe('where nobody can be an operator', () => {
  it('OPER is answered 491', () => {
    const world = new RoomWorld()
    const adam = world.join('adam')
    adam.says('OPER root x')
    world.settle()
    expect(adam.hears()).toEqual([':earshot.test 491 adam Nobody can be an operator here'])
  })
})

describe('a label', () => {
  it('comes back with the answer to OPER', () => {
    const world = open()
    const adam = world.join('adam', { caps: 'labeled-response batch' })
    adam.says('@label=x OPER root no')
    world.settle()
    expect(adam.hears()).toEqual([`@label=x ${wrong}`])
  })
})

describe('REHASH', () => {
  const answers = (world: RoomWorld, link: ReturnType<RoomWorld['join']>): Promise<string[]> =>
    // Reading is a promise; what follows is a turn.
    Promise.resolve().then(async () => {
      await Promise.resolve()
      world.settle()
      return link.hears()
    })

  it('is refused with 481 to who is no operator', () => {
    const world = open()
    const adam = world.join('adam')
    adam.says('REHASH')
    world.settle()
    expect(adam.hears()).toEqual([expect.stringMatching(/^:earshot\.test 481 adam /)])
  })

  it('has the files read, and what they say gets its place in the order', async () => {
    const config = { motd: ['new'], hiddenCaps: [] }
    const world = open({ operations: { ...operations, reread: async () => config }, delayMs: 5 })
    const adam = world.join('adam')
    adam.says('OPER root :open sesame', 'REHASH')
    world.settle()
    expect((await answers(world, adam)).at(-1)).toBe(':earshot.test 382 adam files Rehashing')
    expect(world.state.room.config).toEqual(config)
    expect(world.said('oper.used')).toMatchObject([{ nick: 'adam', command: 'REHASH' }])
    expect(world.said('config.read')).toMatchObject([{ motdLines: 1, hiddenCaps: [] }])
    adam.says('MOTD')
    world.settle()
    expect(adam.hears()[1]).toBe(':earshot.test 372 adam - new')
  })

  it('changes nothing where a file is broken, and says which', async () => {
    const reread = (): Promise<never> => Promise.reject(new Error('/etc/motd is not UTF-8.'))
    const world = open({ operations: { ...operations, reread } })
    const adam = world.join('adam', { caps: 'standard-replies' })
    adam.says('OPER root :open sesame', 'REHASH')
    world.settle()
    expect((await answers(world, adam)).slice(-2)).toEqual([
      ':earshot.test 382 adam files Rehashing',
      ':earshot.test FAIL REHASH CONFIG_BAD Nothing is changed: /etc/motd is not UTF-8.',
    ])
    expect(world.state.room.config).toEqual({ motd: [], hiddenCaps: [] })
    expect(world.said('config.refused')).toMatchObject([{ why: '/etc/motd is not UTF-8.' }])
  })

  it('is refused while the files are being read', async () => {
    const world = open({ operations: { ...operations, reread: () => new Promise(() => {}) } })
    const adam = world.join('adam', { caps: 'standard-replies' })
    adam.says('OPER root :open sesame', 'REHASH', 'REHASH')
    world.settle()
    expect(adam.hears().at(-1)).toMatch(/^:earshot\.test FAIL REHASH IN_PROGRESS /)
  })
})

describe('the log', () => {
  it('has what a member was refused, of each verb once', () => {
    const world = open()
    world.join('ann', { channels: '#a' })
    const eve = world.join('eve', { channels: '#a' })
    eve.says(
      'KICK #a ann',
      'KICK #a ann',
      'KILL ann :x',
      'KILL ann :x',
      'REHASH',
      'REHASH',
      'STATS l',
      'STATS o',
    )
    world.time.advance(10_000)
    world.settle()
    expect(world.said('right.refused').map(({ nick, command, channel }) => [nick, command, channel])).toEqual(
      [
        ['eve', 'KICK', '#a'],
        ['eve', 'KILL', undefined],
        ['eve', 'REHASH', undefined],
        ['eve', 'STATS', undefined],
      ],
    )
  })

  it('has what an operator was told that members are not', () => {
    const world = open()
    world.join('eve')
    const adam = world.join('adam')
    adam.says('OPER root :open sesame', 'WHOIS eve', 'STATS l', 'STATS u')
    world.settle()
    expect(world.said('oper.used').map(({ command, target }) => [command, target])).toEqual([
      ['WHOIS', 'eve'],
      ['STATS', 'l'],
    ])
  })
})
