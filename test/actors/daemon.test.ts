import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DaemonOutput } from '../../src/actors/daemon.ts'
import { type RunningDaemon, startDaemon } from '../../src/actors/start.ts'
import type { Link } from '../../src/protocol/link.ts'
import { FakeLink } from '../fake-link.ts'
import { Opener } from './fake-resource.ts'
import { World, type WorldOptions } from './world.ts'

/** A daemon whose sockets, turns and timers are the test's. */
class DaemonWorld extends World {
  readonly listener = new Opener()
  readonly discovery = new Opener()
  readonly ports: number[] = []
  daemon!: RunningDaemon
  output: DaemonOutput | undefined
  #opened: (link: Link) => void = () => {}

  start({ isAnnounced = true } = {}): this {
    const { input } = this
    this.daemon = startDaemon({
      room: input,
      openListener: (opened, failed) => {
        this.#opened = opened
        return this.listener.open(failed)
      },
      openDiscovery: isAnnounced ? (_, failed) => this.discovery.open(failed) : undefined,
      listening: (port) => this.ports.push(port),
      note: input.note,
    })
    void this.daemon.ended.then((output) => (this.output = output))
    return this
  }

  connect(): FakeLink {
    const link = new FakeLink()
    this.#opened(link)
    return link
  }
}

/** So long passes, and promises settle. */
const after = async (ms = 0): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms)
}

async function openDaemon(
  options: WorldOptions = {},
  prepare: (world: DaemonWorld) => void = () => {},
): Promise<DaemonWorld> {
  const world = new DaemonWorld(options)
  prepare(world)
  world.start()
  await after()
  return world
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

/** Ends what a test has left running. */
async function end(world: DaemonWorld): Promise<void> {
  world.daemon.stop('over')
  world.daemon.stop('over')
  await after()
}

describe('a daemon', () => {
  it('says its port, announces itself, counts who is there', async () => {
    const world = await openDaemon()
    expect(world.ports).toEqual([6667])
    expect(world.discovery.opened).toBe(1)
    const link = world.connect()
    link.says('NICK adam', 'USER adam 0 * :Adam', 'JOIN #a')
    world.connect()
    expect(world.daemon.census()).toEqual({
      connections: 2,
      members: 1,
      channels: 1,
      lockdown: 'off',
      messages: 0,
      messagesPerSecond: 0,
      refused: {},
    })
    await end(world)
  })

  it('counts what is said, once however often it is sent, and neither what is refused nor what else happens', async () => {
    const world = await openDaemon()
    const link = world.connect()
    link.says('CAP REQ :message-tags draft/multiline batch', 'NICK adam', 'USER adam 0 * :Adam', 'CAP END')
    link.says('JOIN #a', 'PRIVMSG #a :one', 'NOTICE #a,adam :two and three')
    for (let i = 0; i < 2; i++) link.says('@+earshot/nonce=n PRIVMSG #a :four')
    link.says('PRIVMSG #none :no', '@+draft/react=x TAGMSG #a', 'BATCH +b draft/multiline #a')
    link.says('@batch=b PRIVMSG #a :five', '@batch=b PRIVMSG #a :has two lines', 'BATCH -b')
    expect(world.daemon.census()).toMatchObject({ messages: 5 })
    await end(world)
  })

  it('looks at its connections once a second', async () => {
    const world = await openDaemon()
    const link = world.connect()
    world.time.advance(31_000)
    await after(1_000)
    expect(link.state).toBe('ended')
    await end(world)
  })

  it('takes its goodbye back from the network before it hangs up, and ends when all is closed', async () => {
    const world = await openDaemon({}, ({ listener, discovery }) => {
      listener.isSlowToClose = true
      discovery.isSlowToClose = true
    })
    const link = world.connect()
    world.daemon.stop('Server restarting')
    await after(10)
    expect([world.discovery.resources[0]?.closes, world.listener.resources[0]?.closes, link.state]).toEqual([
      1,
      0,
      'open',
    ])
    world.discovery.resources[0]?.endClosing()
    await after(10)
    expect([world.listener.resources[0]?.closes, link.state]).toEqual([1, 'ended'])
    expect(link.hears()).toEqual(['ERROR Closing link: 10.0.0.1 (Server restarting)'])
    expect(world.output).toBeUndefined()
    world.listener.resources[0]?.endClosing()
    await after()
    expect(world.output).toEqual({ end: 'stopped' })
    expect(world.said('daemon.draining')).toEqual([
      expect.objectContaining({ reason: 'Server restarting', connections: 1 }),
    ])
  })

  it('that is not announced stops all the same', async () => {
    const world = new DaemonWorld().start({ isAnnounced: false })
    await after()
    world.daemon.stop('over')
    await after()
    expect(world.output).toEqual({ end: 'stopped' })
  })

  it('refuses who comes while it drains', async () => {
    const world = await openDaemon({}, ({ listener }) => (listener.isSlowToClose = true))
    world.daemon.stop('Server shutting down')
    await after()
    const late = world.connect()
    expect(late.hears()).toEqual(['ERROR Closing link: 10.0.0.1 (Server shutting down)'])
    expect(late.state).toBe('ended')
    await end(world)
  })

  it.each([
    { what: 'its discovery', slow: 'discovery' as const },
    { what: 'its listener', slow: 'listener' as const },
  ])('asked twice does not wait for $what, but closes all', async ({ slow }) => {
    const world = await openDaemon({}, (world) => (world[slow].isSlowToClose = true))
    const link = world.connect()
    world.daemon.stop('once')
    await after(10)
    expect(world.output).toBeUndefined()
    world.daemon.stop('twice')
    await after()
    expect(world.output).toEqual({ end: 'stopped' })
    expect(world.discovery.resources[0]?.closes).toBe(1)
    expect(world.listener.resources[0]?.closes).toBe(1)
    expect(link.state).toBe('ended')
  })

  it('does not drain for longer than 8 s', async () => {
    const world = await openDaemon({}, ({ listener }) => (listener.isSlowToClose = true))
    world.daemon.stop('over')
    await after(7_999)
    expect(world.output).toBeUndefined()
    await after(1)
    expect(world.output).toEqual({ end: 'stopped' })
  })

  it('tells its members that it closes, and ends many of them one after the other, whoever is left going on', async () => {
    const world = await openDaemon({}, ({ listener }) => (listener.isSlowToClose = true))
    const links = Array.from({ length: 201 }, () => world.connect())
    const last = links.at(-1)
    last?.says('CAP REQ standard-replies', 'NICK adam', 'USER adam 0 * :Adam', 'CAP END')
    world.daemon.stop('Server shutting down')
    await after()
    world.turn()
    const ended = (): number => links.filter(({ state }) => state === 'ended').length
    const counts = Array.from({ length: 21 }, () => {
      const count = ended()
      world.time.advance(100)
      return count
    })
    expect(counts).toEqual(Array.from({ length: 21 }, (_, i) => Math.min(201, 11 * (i + 1))))
    expect(last?.hears().slice(-2)).toEqual([
      ':earshot.test NOTE * SHUTDOWN Server shutting down',
      'ERROR Closing link: 10.0.0.1 (Server shutting down)',
    ])
    await end(world)
  })

  it('ends its connections over the time that is asked for, and at once when it is asked again', async () => {
    const world = await openDaemon({}, ({ listener }) => (listener.isSlowToClose = true))
    const links = Array.from({ length: 10 }, () => world.connect())
    const ended = (): number => links.filter(({ state }) => state === 'ended').length
    world.daemon.stop('Server shutting down', 10_000)
    await after()
    world.time.advance(4_500)
    expect(ended()).toBe(5)
    world.daemon.stop('Server shutting down')
    await after()
    expect(ended()).toBe(10)
    expect(world.output).toEqual({ end: 'stopped' })
  })

  it('does in the server’s name what whoever runs it asks for, and shows who is here', async () => {
    const world = await openDaemon()
    const ann = world.connect()
    ann.says('NICK ann', 'USER ann 0 * :Ann', 'JOIN #a', 'AWAY :out')
    world.connect()
    expect([...world.daemon.present(0)]).toMatchObject([
      { id: 1, nick: 'ann', realname: 'Ann', address: '10.0.0.1', channels: ['#a'], away: 'out' },
    ])
    expect([...world.daemon.present(1)]).toEqual([])
    expect([...world.daemon.connected(0)]).toMatchObject([{ nick: 'ann' }, { id: 2, nick: undefined }])
    world.turn()
    ann.hears()
    expect(await world.daemon.rule({ do: 'say', text: 'hello', channel: '#A' })).toEqual({ members: 1 })
    expect(await world.daemon.rule({ do: 'ban', add: true, mask: 'x@y' })).toEqual({ members: 0 })
    expect(world.daemon.bans()).toMatchObject([{ mask: '*!x@y' }])
    expect(await world.daemon.rule({ do: 'kick', nick: 'bob', reason: 'x' })).toEqual({
      refusal: 'nobody is called bob',
    })
    expect(await world.daemon.rule({ do: 'kick', nick: 'ann', reason: 'x' })).toEqual({ members: 1 })
    expect(ann.hears()[0]).toBe(':earshot.test NOTICE #a hello')
    expect(ann.state).toBe('ended')
    await end(world)
    expect(await world.daemon.rule({ do: 'say', text: 'x' })).toEqual({ refusal: 'the room is closed' })
  })

  it('that is stopped before it listens closes what it then gets, and has ended', async () => {
    const world = await openDaemon({}, ({ listener }) => (listener.behaviour = 'waits'))
    world.daemon.stop('over')
    await after(10)
    world.listener.succeed()
    await after()
    expect(world.output).toEqual({ end: 'stopped' })
    expect(world.listener.resources[0]?.closes).toBe(1)
    expect(world.ports).toEqual([])
  })

  it('opens its listener again when it breaks, and members notice nothing', async () => {
    const world = await openDaemon()
    const link = world.connect()
    world.listener.breaks()
    await after(100)
    expect(world.listener.opened).toBe(2)
    expect(world.ports).toEqual([6667, 6667])
    expect(world.said('listener.failed')).toEqual([expect.objectContaining({ retryMs: 100 })])
    expect(link.state).toBe('open')
    expect(world.discovery.opened).toBe(1)
    await end(world)
  })

  it('whose listener cannot be opened any more fails, and tells who is there', async () => {
    const world = await openDaemon()
    const link = world.connect()
    world.listener.behaviour = 'fails'
    world.listener.breaks(new Error('gone'))
    await after(60_000)
    expect(world.output).toEqual({ end: 'failed', error: new Error('no') })
    expect(world.said('daemon.failed')).toHaveLength(1)
    expect(link.state).toBe('ended')
    expect(world.discovery.resources[0]?.closes).toBe(1)
  })

  it('whose port is taken has not opened', async () => {
    const world = await openDaemon({}, ({ listener }) => (listener.behaviour = 'fails'))
    expect(world.output).toEqual({ end: 'not-opened', error: new Error('no') })
    expect(world.said('daemon.failed')).toEqual([])
  })

  it('that cannot be announced stays open, and says so once more at the end', async () => {
    const world = await openDaemon({}, ({ discovery }) => (discovery.behaviour = 'fails'))
    await after(60_000)
    expect(world.said('discovery.failed')).toHaveLength(7)
    expect(world.said('discovery.gave-up')).toHaveLength(1)
    expect(world.output).toBeUndefined()
    expect(world.connect().state).toBe('open')
    await end(world)
    expect(world.output).toEqual({ end: 'stopped' })
  })

  it('outlives a fault in a connection', async () => {
    const world = await openDaemon()
    const link = world.connect()
    link.onPace = () => {
      throw new Error('a fault of ours')
    }
    link.says('NICK adam')
    await after()
    expect(world.said('conn.crashed')).toHaveLength(1)
    expect(world.output).toBeUndefined()
    expect(world.connect().state).toBe('open')
    await end(world)
  })

  it('ends with a fault of its room, and leaves nothing open', async () => {
    let isBroken = false
    const world = await openDaemon({
      onNote: ({ evt }) => {
        if (evt === 'conn.opened' && isBroken) throw new Error('a fault of ours')
      },
    })
    const link = world.connect()
    isBroken = true
    world.connect()
    await after()
    expect(world.output).toEqual({ end: 'failed', error: new Error('a fault of ours') })
    expect(world.said('daemon.failed')).toHaveLength(1)
    expect(link.hears()).toEqual(['ERROR Closing link: 10.0.0.1 (Internal error)'])
    expect(world.listener.resources[0]?.closes).toBe(1)
    expect(world.discovery.resources[0]?.closes).toBe(1)
  })

  it('ends with a fault of a keeper', async () => {
    const world = await openDaemon({
      onNote: ({ evt }) => {
        if (evt === 'listener.failed') throw new Error('a fault of ours')
      },
    })
    const link = world.connect()
    world.listener.breaks()
    await after()
    expect(world.output).toEqual({ end: 'failed', error: new Error('a fault of ours') })
    expect(link.state).toBe('ended')
  })
})
