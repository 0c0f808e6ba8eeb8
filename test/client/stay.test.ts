import { once } from 'node:events'
import { type Server, type Socket, createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Conversation } from '../../src/client/conversation.ts'
import type { Display } from '../../src/client/model.ts'
import { dial } from '../../src/client/dial.ts'
import { type StayInput, stay } from '../../src/client/stay.ts'

/** A server that lets in whoever comes, and what it is told; each next connection may be answered in another way. */
let server: Server
let sockets: Socket[]
let heard: string
let greeting: string
let shown: Display[]
let pauses: (() => void)[]

beforeEach(async () => {
  sockets = []
  heard = ''
  shown = []
  pauses = []
  greeting = ':s 001 ann :Welcome\r\n:ann!a@h JOIN #c\r\n:s 366 ann #c :End\r\n'
  server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    socket.setEncoding('utf8').on('data', (text: string) => {
      heard += text
      if (text.includes('USER ')) socket.write(greeting)
      if (text.includes('QUIT')) socket.end('ERROR :bye\r\n')
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
})

afterEach(() => {
  for (const socket of sockets) socket.destroy()
  server.close()
})

async function come(more: Partial<StayInput> = {}): Promise<Conversation> {
  const address = server.address()
  const talk = await stay({
    host: '127.0.0.1',
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    wish: { nick: 'ann', user: 'a', realname: 'Ann', channels: ['#c'] },
    show: (display) => shown.push(display),
    clock: {
      after: (_ms, run) => {
        pauses.push(run)
        return () => undefined
      },
    },
    random: () => 0,
    dial,
    ...more,
  })
  await talk.until(({ channels }) => channels.size > 0)
  return talk
}

/** The connection breaks, and it is known. */
async function lose(talk: Conversation): Promise<void> {
  for (const socket of sockets.splice(0)) socket.destroy()
  await talk.until(() => talk.away !== undefined)
}

/** The next pause is over. */
function next(): void {
  pauses.shift()?.()
}

const isBack = (talk: Conversation) =>
  talk.until(({ phase }) => phase === 'active' && talk.away === undefined)

describe('stay', () => {
  it('comes back, does then what was wanted meanwhile, and is left as any other', async () => {
    const talk = await come()
    await lose(talk)
    talk.want({ type: 'say', target: '#c', text: 'hello' })
    talk.want({ type: 'topic', channel: '#c', topic: 'Tea' })
    heard = ''
    next()
    await isBack(talk)
    await talk.until(({ pending }) => [...pending.values()].every(({ state }) => state === 'sent'))
    talk.want({ type: 'quit' })
    expect(await talk.ended).toMatchObject({ cause: 'quit' })
    expect(heard).toContain('JOIN #c')
    expect(heard).toContain('TOPIC #c Tea')
    expect(heard).toContain('PRIVMSG #c :hello')
    expect(shown.map(({ code }) => code).filter((code) => code === 'lost' || code === 'rejoined')).toEqual([
      'lost',
      'rejoined',
    ])
  })

  it('says once that the connection is lost, however often it is tried', async () => {
    const talk = await come()
    greeting = 'ERROR :Closing link: h (Too many connections)\r\n'
    await lose(talk)
    for (let i = 0; i < 3; i++) {
      next()
      while (pauses.length === 0) await new Promise((done) => setImmediate(done))
    }
    expect(shown.filter(({ code }) => code === 'lost')).toHaveLength(1)
    talk.want({ type: 'quit' })
    expect(await talk.ended).toEqual({ cause: 'quit', text: '' })
  })

  it('says when it tries again, tries at once where it is asked to, and tells nobody who types', async () => {
    let watched = 0
    const talk = await come({ now: () => 5_000, watch: () => watched++ })
    await lose(talk)
    await talk.until(() => talk.retryAt !== undefined)
    expect(talk.retryAt).toBe(5_500)
    talk.want({ type: 'typing', target: '#c', state: 'active' })
    const before = watched
    heard = ''
    talk.retry?.()
    await isBack(talk)
    expect(talk.retryAt).toBeUndefined()
    expect(watched).toBeGreaterThan(before)
    expect(heard).not.toContain('TAGMSG')
    talk.cut()
    await talk.ended
  })

  it('is away, and never over, from the line on that ends the connection', async () => {
    const talk = await come()
    const [socket] = sockets
    const seen: string[] = []
    void talk.until((model) => {
      seen.push(`${model.phase} ${talk.away === undefined ? 'here' : 'away'}`)
      return false
    })
    socket?.end('ERROR :Closing link: h (Server shutting down)\r\n')
    await talk.until(() => talk.away?.text === 'Server shutting down')
    expect(seen).not.toContain('over here')
    next()
    expect(await isBack(talk)).toBe(true)
    talk.cut()
    await talk.ended
  })

  it('ends where it is banned meanwhile', async () => {
    const talk = await come()
    greeting = ':s 465 ann :You are banned\r\n'
    await lose(talk)
    next()
    expect(await talk.ended).toMatchObject({ cause: 'auth', code: '465' })
    expect(talk.away).toBeUndefined()
  })

  it('keeps no more commands than it has place for, and says so', async () => {
    const talk = await come()
    await lose(talk)
    for (let i = 0; i < 65; i++) talk.want({ type: 'topic', channel: '#c', topic: `${i}` })
    expect(shown.at(-1)).toMatchObject({ type: 'error', text: 'too many commands wait' })
    for (let i = 0; i < 1_001; i++) talk.want({ type: 'say', target: '#c', text: `${i}` })
    expect(shown.at(-1)).toMatchObject({ type: 'error', code: 'unsendable' })
    expect(talk.model.pending.size).toBe(1_000)
    talk.cut()
    expect(await talk.ended).toMatchObject({ cause: 'lost' })
  })
})
