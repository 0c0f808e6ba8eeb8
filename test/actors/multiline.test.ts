import { describe, expect, it } from 'vitest'
import { RoomWorld, type WorldOptions } from './world.ts'

const sequencers = [
  { name: 'entries that are applied at once', delayMs: 0 },
  { name: 'entries that are applied 5 ms later', delayMs: 5 },
]
const caps = 'draft/multiline batch echo-message labeled-response'

describe.each(sequencers)('a message of several lines, with $name', ({ delayMs }) => {
  const open = (options: WorldOptions = {}) => {
    const world = new RoomWorld({ delayMs, ...options })
    const eve = world.join('eve', { channels: '#a' })
    const adam = world.join('adam', { caps, channels: '#a' })
    eve.hears()
    return { world, adam, eve }
  }
  const texts = (lines: string[]): string[] => lines.map((line) => line.replace(/^.*#a /, ''))

  it('has its place where it ends, and every answer has its own', () => {
    const { world, adam, eve } = open()
    adam.says(
      'PRIVMSG #a :before',
      'BATCH +1 draft/multiline #a',
      '@batch=1 PRIVMSG #a :one',
      'PING between',
      'PRIVMSG #a :between',
      '@batch=1 PRIVMSG #a :two',
      'BATCH -1',
      'PRIVMSG #a :after',
      'PING after',
    )
    world.settle()
    expect(texts(eve.hears())).toEqual(['before', 'between', 'one', 'two', 'after'])
    const heard = adam.hears().map((line) => line.replace(/^@\S+ /, '').replace(/^\S+ /, ''))
    expect(heard).toEqual([
      'PRIVMSG #a before',
      'PONG earshot.test between',
      'PRIVMSG #a between',
      expect.stringMatching(/^BATCH \+m\w+ draft\/multiline #a$/),
      'PRIVMSG #a one',
      'PRIVMSG #a two',
      expect.stringMatching(/^BATCH -m\w+$/),
      'PRIVMSG #a after',
      'PONG earshot.test after',
    ])
  })

  it('is refused after the answers to what came before', () => {
    const { world, adam } = open()
    adam.says(
      '@label=1 PRIVMSG #a :one',
      '@label=2 BATCH +1 draft/multiline #a',
      '@batch=1 JOIN #b',
      'PING x',
    )
    world.settle()
    expect(adam.hears()).toEqual([
      '@label=1 :adam!~adam@10.0.0.1 PRIVMSG #a one',
      expect.stringMatching(/^@label=2 :earshot\.test FAIL BATCH MULTILINE_INVALID /),
      ':earshot.test PONG earshot.test x',
    ])
  })

  it('costs as much as its lines alone would, and is not lost while there are no tokens', () => {
    const { world, adam, eve } = open({ limits: { rateBurst: 20, ratePerSecond: 10 } })
    const lines = Array.from({ length: 30 }, (_, i) => `@batch=1 PRIVMSG #a :${i}`)
    adam.says('BATCH +1 draft/multiline #a', ...lines, 'BATCH -1', 'PING end')
    world.settle()
    expect(adam.isPaused).toBe(true)
    expect(adam.hears()).toEqual([])
    // 33 lines, of which 20 went at once.
    world.time.advance(1_000)
    world.settle()
    expect(eve.hears()).toEqual([])
    world.time.advance(1_000)
    world.settle()
    expect(texts(eve.hears())).toEqual(lines.map((_, i) => String(i)))
    expect(adam.hears().at(-1)).toContain('PONG')
    expect(adam.isPaused).toBe(false)
  })

  it('that is never ended holds no more than a message may, and ends with its connection', () => {
    const { world, adam, eve } = open({ limits: { rateBurst: 1_000, multilineBytes: 1_000 } })
    adam.says(
      'BATCH +1 draft/multiline #a',
      ...Array<string>(9).fill(`@batch=1 PRIVMSG #a :${'x'.repeat(99)}`),
    )
    world.settle()
    const held = () => [...world.state.slots.values()].map(({ peer }) => peer.batch?.bytes ?? 0)
    expect(Math.max(...held())).toBeGreaterThan(800)
    expect(Math.max(...held())).toBeLessThanOrEqual(1_000)
    adam.says(...Array<string>(20).fill(`@batch=1 PRIVMSG #a :${'x'.repeat(99)}`))
    world.settle()
    expect(adam.hears()).toHaveLength(1)
    const parts = [...world.state.slots.values()].map(({ peer }) => peer.batch?.parts.length ?? 0)
    expect(Math.max(...parts)).toBe(0)
    adam.says('BATCH +2 draft/multiline #a', '@batch=2 PRIVMSG #a :never said')
    world.settle()
    adam.closes()
    world.settle()
    expect(texts(eve.hears())).toEqual([expect.stringContaining(' QUIT ')])
  })

  it('is forgotten when its capability is no longer offered', () => {
    const { world, adam } = open()
    adam.says('BATCH +1 draft/multiline #a', '@batch=1 PRIVMSG #a :one')
    world.settle()
    const config = { motd: [], hiddenCaps: ['draft/multiline' as const] }
    world.state.sequencer.append([{ type: 'config', by: 0, atMs: world.time.now(), config }])
    world.settle()
    adam.says('BATCH -1')
    world.settle()
    expect(adam.hears().at(-1)).toContain(' 421 ')
    expect([...world.state.slots.values()].every(({ peer }) => peer.batch === undefined)).toBe(true)
  })

  it('is answered under the label that it opens with, when it ends; a line with one of its own is acknowledged', () => {
    const { world, adam } = open()
    adam.says('@label=L BATCH +1 draft/multiline #none', '@batch=1 NOTICE #none :one')
    world.settle()
    expect(adam.hears()).toEqual([])
    adam.says('BATCH -1')
    world.settle()
    expect(adam.hears()).toEqual(['@label=L :earshot.test ACK'])
    adam.says(
      '@label=1 BATCH +1 draft/multiline #a',
      '@batch=1 PRIVMSG #a :one',
      '@label=2 BATCH -1',
      '@label=3 BATCH +1 draft/multiline #a',
      '@batch=1;label=4 PRIVMSG #a :one',
      '@batch=1;label=5 PRIVMSG #a :one',
      '@label=6 BATCH -1',
    )
    world.settle()
    const labels = adam
      .hears()
      .flatMap((line) => /^@label=(\S+) \S+ (\S+)/.exec(line)?.slice(1).join(' ') ?? [])
    expect(labels).toEqual(['2 ACK', '1 BATCH', '3 FAIL', '4 ACK', '5 ACK', '6 ACK'])
    adam.says('@label=M BATCH +1 draft/multiline #none', '@batch=1 PRIVMSG #none :one', 'BATCH -1')
    world.settle()
    expect(adam.hears()).toEqual([expect.stringMatching(/^@label=M \S+ 403 /)])
  })
})
