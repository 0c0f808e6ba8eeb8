import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Limits, defaultLimits } from '../../src/protocol/limits.ts'
import type { Link } from '../../src/protocol/link.ts'
import { type Listener, openListener } from '../../src/transport/listener.ts'
import { noSite, noTls } from '../tls.ts'
import { closeAll, dial, turn } from './sockets.ts'

let listener: Listener | undefined
let links: Link[]
let notes: [string, Readonly<Record<string, unknown>> | undefined][]

beforeEach(() => {
  links = []
  notes = []
})

afterEach(async () => {
  closeAll()
  await listener?.close()
  listener = undefined
})

async function open(more: Partial<Limits> = {}, maxConnections = 1_000): Promise<Listener> {
  listener = await openListener({
    port: 0,
    bind: '127.0.0.1',
    limits: { ...defaultLimits, ...more },
    maxConnections,
    tls: noTls.context,
    site: noSite,
    note: (evt, fields) => void notes.push([evt, fields]),
    opened: (link) => {
      links.push(link)
      link.start({ input: () => {}, closed: () => link.end(Buffer.alloc(0), 'left') })
    },
    failed: () => {},
  })
  return listener
}

const said = (evt: string): unknown[] => notes.filter(([name]) => name === evt).map(([, fields]) => fields)

describe('the listener', () => {
  it('says which port it took, and who holds it when it is taken', async () => {
    const { port } = await open()
    expect(port).toBeGreaterThan(0)
    const again = openListener({
      port,
      bind: '127.0.0.1',
      limits: defaultLimits,
      maxConnections: 1,
      tls: noTls.context,
      site: noSite,
      note: () => {},
      opened: () => {},
      failed: () => {},
    })
    await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('makes a link of who speaks IRC, with the address it comes from', async () => {
    const { port } = await open()
    const far = await dial(port, '127.0.0.9')
    await far.say('NICK a\r\n')
    await vi.waitUntil(() => links.length === 1)
    expect(links[0]?.remote).toEqual({
      address: '127.0.0.9',
      port: far.socket.localPort,
      transport: 'tcp',
    })
  })

  it('tells who comes when all is taken, in one line, and counts it', async () => {
    const { port } = await open({}, 2)
    const first = await dial(port)
    await first.say('NICK a\r\n')
    const second = await dial(port)
    await second.say('NICK b\r\n')
    await vi.waitUntil(() => links.length === 2)
    const third = await dial(port)
    await third.until(() => third.ended)
    expect(third.text).toBe('ERROR :Closing link: (Server full)\r\n')
    await vi.waitUntil(() => said('listener.full').length === 1, { timeout: 3_000 })
    expect(said('listener.full')).toEqual([{ refused: 1 }])
    first.socket.destroy()
    await vi.waitUntil(async () => {
      const fourth = await dial(port)
      await fourth.say('NICK d\r\n')
      return links.length === 3
    })
  })

  it('keeps few of those that it turns away, so that a flood of them keeps nobody else out', async () => {
    const { port } = await open({}, 4)
    for (let i = 0; i < 4; i++) await (await dial(port)).say('NICK a\r\n')
    await vi.waitUntil(() => links.length === 4)
    const crowd = Array.from({ length: 200 }, () => connect({ port, host: '127.0.0.1', allowHalfOpen: true }))
    let told = 0
    for (const socket of crowd) socket.on('error', () => {}).on('data', () => void told++)
    await Promise.all(
      crowd.map((socket) => new Promise((resolve) => socket.once('close', resolve).on('end', resolve))),
    )
    expect(told).toBeGreaterThan(0)
    expect(told).toBeLessThanOrEqual(32)
    for (const socket of crowd) socket.destroy()
    expect(links).toHaveLength(4)
  })

  it('ends the oldest of those that have said nothing when they are more than a quarter', async () => {
    const { port } = await open({}, 8)
    const first = await dial(port)
    const second = await dial(port)
    const third = await dial(port)
    await first.until(() => first.ended)
    expect(first.text).toBe('')
    await turn()
    expect([second.ended, third.ended]).toEqual([false, false])
    await second.say('NICK a\r\n')
    await vi.waitUntil(() => links.length === 1)
    await dial(port)
    await turn(10)
    expect(third.ended).toBe(false)
  })

  it('outlives peers that are gone before they are looked at', async () => {
    const { port } = await open()
    await Promise.all(
      Array.from({ length: 100 }, async () => {
        const far = await dial(port)
        far.socket.resetAndDestroy()
      }),
    )
    const far = await dial(port)
    await far.say('NICK a\r\n')
    await vi.waitUntil(() => links.length === 1)
    expect(said('conn.refused').length).toBeLessThanOrEqual(10)
  })
})

describe('closing', () => {
  it('does not wait for who has said nothing yet, and says nothing to it either', async () => {
    const { port } = await open()
    const far = await dial(port)
    const half = await dial(port)
    await half.say('GE')
    far.socket.on('end', () => far.socket.end())
    half.socket.on('end', () => half.socket.end())
    const atMs = performance.now()
    await listener?.close()
    expect(performance.now() - atMs).toBeLessThan(defaultLimits.firstByteMs - 1_000)
    await far.until(() => far.closed)
    expect(far.text).toBe('')
    expect(half.text).toBe('')
  })

  it('waits for links, and cuts those that do not go', async () => {
    const { port } = await open({ lingerMs: 100 })
    const far = await dial(port)
    await far.say('NICK a\r\n')
    await vi.waitUntil(() => links.length === 1)
    await listener?.close()
    await far.until(() => far.closed)
    expect(far.error).toBe('ECONNRESET')
  })
})
