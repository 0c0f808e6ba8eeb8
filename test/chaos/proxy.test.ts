import { once } from 'node:events'
import { type Server, createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Far, closeAll, closing, dial, turn } from '../transport/sockets.ts'
import { drawFaults, seeded } from './faults.ts'
import { type Clock, type Faults, laneBytes } from './lane.ts'
import { type Proxy, openProxy } from './proxy.ts'

/** Time that stands still until it is moved. */
class StillClock implements Clock {
  #nowMs = 0
  readonly #waiting = new Map<() => void, number>()
  readonly now = (): number => this.#nowMs

  readonly after = (ms: number, call: () => void): (() => void) => {
    this.#waiting.set(call, this.#nowMs + ms)
    return () => this.#waiting.delete(call)
  }

  move(ms: number): void {
    this.#nowMs += ms
    for (const [call, dueMs] of this.#waiting) {
      if (dueMs > this.#nowMs) continue
      this.#waiting.delete(call)
      call()
    }
  }

  get waiting(): number {
    return this.#waiting.size
  }
}

/** The far side of the proxy: every connection that came through, and what it has said. */
let daemon: Server
let arrived: Far[]
let proxy: Proxy

beforeEach(async () => {
  arrived = []
  daemon = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => arrived.push(new Far(socket)))
  daemon.listen(0, '127.0.0.1')
  await once(daemon, 'listening')
})

afterEach(async () => {
  await proxy.close()
  closeAll()
  daemon.close()
  for (const { socket } of arrived) socket.destroy()
})

async function open(faults: (n: number) => { up?: Faults; down?: Faults }, clock?: Clock): Promise<void> {
  const address = daemon.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  proxy = await openProxy({ port, faults, ...(clock === undefined ? {} : { clock }) })
}

/** A connection through the proxy, both ends of it. */
async function through(): Promise<{ client: Far; server: Far; passage: Proxy['passages'][number] }> {
  const n = arrived.length
  const client = await dial(proxy.port)
  while (arrived[n] === undefined) await turn(1)
  const [server, passage] = [arrived[n], proxy.passages[n]]
  if (passage === undefined) throw new Error('no passage')
  return { client, server, passage }
}

const gone = (far: Far): Promise<void> => (far.closed ? Promise.resolve() : closing(far.socket))

const text = Array.from({ length: 400 }, (_, n) => `line ${n}\r\n`).join('')

describe('the proxy', () => {
  it.each<[string, Faults]>([
    ['as it comes', {}],
    ['byte by byte', { pieceBytes: () => 1 }],
    ['late', { delayMs: () => 3, pieceBytes: () => 100 }],
  ])(
    'hands on both directions in order and complete, and each end after its bytes: %s',
    async (_, faults) => {
      await open(() => ({ up: faults, down: faults }))
      const { client, server } = await through()
      client.socket.end(text)
      await server.until((far) => far.ended)
      expect(server.text).toBe(text)
      server.socket.end(text)
      await client.until((far) => far.ended)
      expect(client.text).toBe(text)
      await gone(client)
    },
  )

  it('closes one side after any number of bytes, and not the other', async () => {
    const line = 'PRIVMSG #a :hi\r\n'
    await open((n) => ({ down: { cut: { afterBytes: n + 1, by: 'end' } } }))
    for (let n = 0; n < line.length; n++) {
      const { client, server } = await through()
      server.socket.write(line)
      await client.until((far) => far.ended)
      expect(client.text).toBe(line.slice(0, n + 1))
      client.socket.write('still here')
      await server.until((far) => far.text === 'still here')
      client.socket.destroy()
    }
  })

  it('resets both ends after so many bytes', async () => {
    await open(() => ({ up: { cut: { afterBytes: 10, by: 'reset' } } }))
    const { client, server } = await through()
    client.socket.write(text)
    await gone(client)
    await Promise.race([gone(server), server.until((far) => far.ended)])
    expect(client.error).toBe('ECONNRESET')
    expect(text.slice(0, 10).startsWith(server.text)).toBe(true)
  })

  it('hangs after so many bytes, and goes on when it is thawed', async () => {
    await open(() => ({ up: { pieceBytes: () => 4, cut: { afterBytes: 10, by: 'freeze' } } }))
    const { client, server, passage } = await through()
    client.socket.end(text)
    await server.until((far) => far.text.length === 10)
    await turn(5)
    expect([server.text.length, server.ended]).toEqual([10, false])
    passage.up.thaw()
    await server.until((far) => far.ended)
    expect(server.text).toBe(text)
  })

  it('lets one connection overtake another, but no piece the one before it', async () => {
    const clock = new StillClock()
    const delays = [50, 10]
    await open((n) => (n === 0 ? { up: { delayMs: () => delays.shift() ?? 0 } } : {}), clock)
    const slow = await through()
    const quick = await through()
    await slow.client.say('one')
    await slow.client.say('two')
    await quick.client.say('three')
    await quick.server.until((far) => far.text === 'three')
    clock.move(49)
    await turn(5)
    expect(slow.server.text).toBe('')
    clock.move(1)
    await slow.server.until((far) => far.text === 'onetwo')
    expect(clock.waiting).toBe(0)
  })

  it('holds no more than a network would, however long it hangs', async () => {
    await open(() => ({}))
    const { client, passage } = await through()
    passage.up.freeze()
    client.socket.write(Buffer.alloc(16 * 1_048_576))
    while (passage.up.heldBytes <= laneBytes) await turn(1)
    await turn(20)
    expect(passage.up.heldBytes).toBeLessThanOrEqual(2 * laneBytes)
  })

  it('tells the client at once where there is no daemon', async () => {
    await open(() => ({}))
    daemon.close()
    const client = await dial(proxy.port)
    await gone(client)
    expect(client.error).toBe('ECONNRESET')
  })

  it('leaves no socket and no timer behind when it is closed', async () => {
    const clock = new StillClock()
    await open(() => ({ up: { delayMs: () => 1_000 } }), clock)
    const { client, server } = await through()
    await client.say('under way')
    await turn(5)
    expect(clock.waiting).toBe(1)
    await proxy.close()
    await Promise.all([gone(client), gone(server)])
    expect([server.text, clock.waiting]).toEqual(['', 0])
    await expect(dial(proxy.port)).rejects.toThrow('ECONNREFUSED')
  })
})

describe('faults', () => {
  const drawn = (seed: number, n: number): unknown[] => {
    const { up, down } = drawFaults(seed)(n)
    const each = ({ delayMs, pieceBytes, cut }: Faults) => [delayMs?.(), pieceBytes?.(), pieceBytes?.(), cut]
    return [each(up), each(down)]
  }

  it('are the same for the same seed and connection, and others for others', () => {
    expect(drawn(1, 0)).toEqual(drawn(1, 0))
    const all = [1, 2, 3].flatMap((seed) => [0, 1, 2].map((n) => JSON.stringify(drawn(seed, n))))
    expect(new Set(all).size).toBe(9)
  })

  it('come from numbers that are spread over 0 to 1', () => {
    const random = seeded(7)
    const tenths = Array.from({ length: 10_000 }, () => Math.floor(random() * 10))
    for (let tenth = 0; tenth < 10; tenth++) {
      expect(Math.abs(tenths.filter((one) => one === tenth).length - 1_000)).toBeLessThan(150)
    }
  })
})
