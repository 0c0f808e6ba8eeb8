import type { Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Limits, defaultLimits } from '../../src/protocol/limits.ts'
import type { Input } from '../../src/protocol/lines.ts'
import { streamCarrier } from '../../src/transport/carrier.ts'
import { greet } from '../../src/transport/greet.ts'
import { OutboxTotal } from '../../src/transport/outbox-total.ts'
import { SocketLink } from '../../src/transport/socket-link.ts'
import { type Far, closeAll, closing, pair, turn } from './sockets.ts'

afterEach(closeAll)

interface Opened {
  readonly near: Socket
  readonly far: Far
  readonly link: SocketLink
  readonly total: OutboxTotal
  readonly lines: string[]
  readonly closed: string[]
  readonly clock: { nowMs: number }
  readonly start: () => void
}

const words = ({ command, params }: Input): string => [command, ...params].join(' ')

async function open(more: Partial<Limits> = {}, isStarted = true): Promise<Opened> {
  const { near, far } = await pair()
  const total = new OutboxTotal(defaultLimits.outboxTotalBytes)
  const clock = { nowMs: 0 }
  const limits = { ...defaultLimits, ...more }
  const remote = { address: '127.0.0.1', port: 1, transport: 'tcp' } as const
  const link = new SocketLink(streamCarrier(near, near), remote, {
    limits,
    total,
    steadyMs: () => clock.nowMs,
  })
  const lines: string[] = []
  const closed: string[] = []
  const start = (): void =>
    link.start({
      input: (inputs) => void lines.push(...inputs.map(words)),
      closed: (reason) => void closed.push(reason),
    })
  if (isStarted) start()
  return { near, far, link, total, lines, closed, clock, start }
}

/** More than loopback's buffers take from a peer that does not read. */
const tooMuch = Buffer.alloc(16 * 1_048_576, 'x')
const line = (text: string): Buffer => Buffer.from(`${text}\r\n`)

describe('reading', () => {
  it('gives lines as they come, however they are cut', async () => {
    const { far, lines } = await open()
    for (const byte of 'PING a\r\nPING b\nPI') await far.say(byte)
    await far.say('NG c\r\n')
    await vi.waitUntil(() => lines.length === 3)
    expect(lines).toEqual(['PING a', 'PING b', 'PING c'])
  })

  it('starts with what came before, and loses nothing', async () => {
    const { far, lines, start } = await open({}, false)
    await far.say('PING a\r\n')
    await turn(5)
    start()
    await far.say('PING b\r\n')
    await vi.waitUntil(() => lines.length === 2)
    expect(lines).toEqual(['PING a', 'PING b'])
  })

  it('stops while it is paused, also when it is paused at once after the greeting', async () => {
    const { near, far } = await pair()
    const lines: string[] = []
    const clock = { steadyMs: () => 0, limits: defaultLimits, total: new OutboxTotal(1e9) }
    const opened = new Promise<SocketLink>((resolve) => {
      greet(near, defaultLimits, {
        refused: () => {},
        speaks: () => {
          const link = new SocketLink(
            streamCarrier(near, near),
            { address: '', port: 1, transport: 'tcp' },
            clock,
          )
          link.start({ input: (inputs) => void lines.push(...inputs.map(words)), closed: () => {} })
          link.pause()
          resolve(link)
        },
      })
    })
    await far.say('PING a\r\n')
    const link = await opened
    await far.say('PING b\r\n')
    await turn(20)
    expect(lines).toEqual([])
    link.resume()
    await vi.waitUntil(() => lines.length === 2)
    link.pause()
    await far.say('PING c\r\n')
    await turn(10)
    expect(lines).toEqual(['PING a', 'PING b'])
  })

  it('holds a peer back by TCP itself: of a flood it keeps a few reads', async () => {
    const { near, far, link } = await open()
    link.pause()
    far.socket.write(tooMuch)
    await turn(50)
    expect(near.bytesRead).toBeLessThan(256 * 1_024)
    expect(far.socket.writableLength).toBeGreaterThan(0)
  })

  it('hands on one bounded part at a time, however much the system reads at once', async () => {
    const { far, link } = await open({ readBytes: 64 }, false)
    const sizes: number[] = []
    link.start({
      input: (inputs) => {
        sizes.push(inputs.length)
        link.pause()
        setImmediate(() => link.resume())
      },
      closed: () => {},
    })
    far.socket.write('A\n'.repeat(5_000))
    await vi.waitUntil(() => sizes.reduce((sum, size) => sum + size, 0) === 5_000)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(32)
  })

  it('ends where a line does not, and takes nothing more in', async () => {
    const { far, lines, closed, link } = await open()
    far.socket.write(`PING a\r\n${'x'.repeat(16_385)}`)
    await vi.waitUntil(() => closed.length === 1)
    await far.say('\r\nPING b\r\n')
    await turn(10)
    expect([lines, closed]).toEqual([['PING a'], ['RecvQ exceeded']])
    link.end(line('ERROR :x'), 'left')
    await far.until(() => far.ended)
    expect(far.text).toBe('ERROR :x\r\n')
  })
})

describe('the end', () => {
  it('of a peer that half-closes is told, and it still hears the answers', async () => {
    const { far, closed, link } = await open()
    far.socket.end('PING a\r\n')
    await vi.waitUntil(() => closed.length === 1)
    expect(closed).toEqual(['Remote host closed the connection'])
    link.write(line('PONG a'))
    link.end(line('ERROR :bye'), 'left')
    await far.until(() => far.closed)
    expect(far.text).toBe('PONG a\r\nERROR :bye\r\n')
  })

  it('of a peer that half-closes waits until what it sent is taken', async () => {
    const { far, closed, lines, link } = await open()
    link.pause()
    far.socket.end('PING a\r\n')
    await turn(20)
    expect([lines, closed]).toEqual([[], []])
    link.resume()
    await vi.waitUntil(() => closed.length === 1)
    expect(lines).toEqual(['PING a'])
  })

  it('of a peer that half-closes waits for what was read and is not handed on', async () => {
    const { far, closed, lines, link } = await open({ readBytes: 8 })
    far.socket.end('PING a\r\nPING b\r\n')
    const pace = setInterval(() => {
      link.pause()
      setImmediate(() => link.resume())
    }, 1)
    await vi.waitUntil(() => closed.length === 1)
    clearInterval(pace)
    expect(lines).toEqual(['PING a', 'PING b'])
  })

  it('of a peer that half-closes waits for a receiver that has paused meanwhile', async () => {
    const { far, closed, lines, link } = await open()
    await far.say('PING a\r\n')
    await vi.waitUntil(() => lines.length === 1)
    link.pause()
    far.socket.end()
    await turn(20)
    expect(closed).toEqual([])
    link.resume()
    await vi.waitUntil(() => closed.length === 1)
  })

  it.each(['before it starts', 'while it reads', 'while it is paused', 'while it ends'])(
    'by a reset %s is told once',
    async (when) => {
      const { near, far, closed, link, start } = await open({}, when !== 'before it starts')
      if (when === 'while it is paused') link.pause()
      if (when === 'while it ends') link.end(line('ERROR :x'), 'left')
      await turn(5)
      const gone = closing(near)
      far.socket.resetAndDestroy()
      link.write(line('PING x'))
      await gone
      if (when === 'before it starts') start()
      await vi.waitUntil(() => closed.length > 0)
      link.write(line('PING x'))
      link.end(line('x'), 'left')
      link.cut()
      await turn(5)
      expect(closed).toHaveLength(1)
    },
  )

  it('that is polite drains, then waits for the peer, then is cut', async () => {
    const { near, far, closed, link, clock } = await open()
    link.write(line('a'))
    link.end(line('ERROR :b'), 'left')
    await far.until(() => far.ended)
    expect(far.text).toBe('a\r\nERROR :b\r\n')
    await far.say('still here\r\n')
    clock.nowMs = 5_000
    link.check(clock.nowMs)
    expect(near.destroyed).toBe(false)
    clock.nowMs = 5_001
    link.check(clock.nowMs)
    await vi.waitUntil(() => closed.length === 1)
    expect(near.destroyed).toBe(true)
  })

  it('that is polite reaches a slow peer whole', async () => {
    const { far, link } = await open({ outboxHardBytes: 64 * 1_048_576 })
    far.socket.pause()
    for (let i = 0; i < 16; i++) link.write(Buffer.alloc(1_048_576, 'x'))
    link.end(line('ERROR :b'), 'left')
    await turn(20)
    far.socket.resume()
    await far.until(() => far.ended)
    expect(far.heard.length).toBe(16 * 1_048_576 + 10)
    expect(far.text.endsWith('ERROR :b\r\n')).toBe(true)
  })

  it('that is polite is not turned into a reset by what the peer still sends', async () => {
    const { far, link } = await open()
    const flood = setInterval(() => far.socket.write(Buffer.alloc(65_536)), 1)
    await turn(5)
    link.pause()
    link.end(line('ERROR :b'), 'left')
    await far.until(() => far.ended)
    clearInterval(flood)
    expect([far.text, far.error]).toEqual(['ERROR :b\r\n', undefined])
  })

  it('leaves every method without effect, and none throws', async () => {
    for (const over of ['end', 'cut'] as const) {
      const { near, far, link, closed, clock, total } = await open()
      if (over === 'end') link.end(line('ERROR :b'), 'left')
      else link.cut()
      const all = (): void => {
        link.write(line('late'))
        link.pause()
        link.resume()
        link.end(line('late'), 'left')
        link.check(clock.nowMs)
      }
      all()
      link.cut()
      link.cut()
      all()
      await vi.waitUntil(() => closed.length === 1)
      all()
      await far.until(() => far.ended || far.closed)
      expect(far.text).not.toContain('late')
      expect([near.destroyed, total.bytes, link.bytesIn]).toEqual([true, 0, 0])
    }
  })
})

describe('a peer that does not read', () => {
  it('is not read either past the soft bound, and is again once it takes what is there', async () => {
    const { near, far, link, lines } = await open({ outboxHardBytes: 64 * 1_048_576 })
    far.socket.pause()
    link.write(tooMuch)
    await far.say('PING a\r\n')
    await turn(20)
    expect([lines, near.isPaused()]).toEqual([[], true])
    far.socket.resume()
    await vi.waitUntil(() => lines.length === 1, { timeout: 10_000 })
  })

  it('is ended past the hard bound: told later and once, with an error as its last line', async () => {
    const { far, link, closed, total } = await open()
    far.socket.pause()
    let writes = 0
    while (closed.length === 0 && writes < 100_000) {
      link.write(Buffer.alloc(1_024, 'x'))
      expect(total.bytes).toBeLessThanOrEqual(defaultLimits.outboxHardBytes)
      // A turn now and then: the room writes once a turn.
      if (++writes % 64 === 0) await turn(1)
    }
    expect(closed).toEqual(['SendQ exceeded'])
    expect(total.bytes).toBe(0)
    far.socket.resume()
    await far.until(() => far.ended)
    expect(far.text.endsWith('xERROR :SendQ exceeded\r\n')).toBe(true)
  })

  it('is told to nobody from inside write', async () => {
    const { link, closed } = await open()
    link.write(tooMuch)
    expect(closed).toEqual([])
    await turn()
    expect(closed).toEqual(['SendQ exceeded'])
  })

  it('is cut when it does not take its last words in time either', async () => {
    const { near, far, link, closed, clock } = await open()
    far.socket.pause()
    link.write(tooMuch)
    await turn()
    clock.nowMs = 5_001
    link.check(clock.nowMs)
    expect([closed, near.destroyed]).toEqual([['SendQ exceeded'], true])
  })

  it('is ended when it takes nothing for 15 s', async () => {
    const { far, link, closed, clock } = await open({ outboxHardBytes: 64 * 1_048_576 })
    far.socket.pause()
    link.write(tooMuch)
    await turn(20)
    link.check(15_000)
    await turn()
    expect(closed).toEqual([])
    clock.nowMs = 15_001
    link.check(clock.nowMs)
    await turn()
    expect(closed).toEqual(['SendQ stalled'])
  })
})
