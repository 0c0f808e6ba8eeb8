import { type Server, type Socket, connect, createServer } from 'node:net'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Lan, type Running, endAll } from './cli-process.ts'

/** A way to a daemon that can be broken: each connection through it at once, and the door for new ones. */
class Way {
  readonly #sockets = new Set<Socket>()
  readonly #server: Server
  isOpen = true

  constructor(port: number) {
    this.#server = createServer((near) => {
      if (!this.isOpen) return void near.destroy()
      const far = connect(port, '127.0.0.1')
      for (const socket of [near, far]) {
        this.#sockets.add(socket)
        socket.on('error', () => undefined).on('close', () => this.cut(near, far))
      }
      near.pipe(far)
      far.pipe(near)
    })
  }

  async listen(): Promise<string> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening')
    const address = this.#server.address()
    return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  }

  cut(...sockets: readonly Socket[]): void {
    for (const socket of sockets.length > 0 ? sockets : this.#sockets) {
      socket.destroy()
      this.#sockets.delete(socket)
    }
  }

  close(): void {
    this.cut()
    this.#server.close()
  }
}

const said = (listener: Running): unknown[] =>
  listener
    .objects()
    .filter(({ type }) => type === 'message' || type === 'gap')
    .map(({ type, text }) => (type === 'gap' ? 'gap' : text))

describe('who comes back', () => {
  let lan: Lan
  let port: number
  let way: Way
  let host: string

  beforeAll(async () => {
    lan = await Lan.open()
    port = (await lan.room('Office')).port
  })

  afterEach(() => way.close())
  afterAll(endAll)

  async function listen(...args: string[]): Promise<Running> {
    way = new Way(port)
    host = await way.listen()
    const listener = lan.start('listen', '--json', '--nick', 'ear', '--host', host, ...args)
    await listener.says('"joined"')
    return listener
  }

  async function say(...texts: string[]): Promise<void> {
    const direct = ['--host', `127.0.0.1:${port}`, '--nick', 'bob']
    expect((await lan.run(['send', ...direct], texts.map((text) => `${text}\n`).join(''))).code).toBe(0)
  }

  it('hears what was said meanwhile, once and in order, as history', async () => {
    const listener = await listen()
    await say('one')
    await listener.says('"one"')
    way.isOpen = false
    way.cut()
    await listener.says('"lost"')
    await say('two', 'three')
    way.isOpen = true
    await listener.says('"back"')
    await say('four')
    await listener.says('"four"')
    expect(said(listener)).toEqual(['one', 'two', 'three', 'four'])
    const via = listener
      .objects()
      .filter(({ type }) => type === 'message')
      .map((object) => object['via'])
    expect(via).toEqual([undefined, 'history', 'history', undefined])
  })

  it('is not told what was said before it came', async () => {
    await say('long ago')
    const listener = await listen()
    await say('now')
    await listener.says('"now"')
    expect(said(listener)).toEqual(['now'])
  })

  it('ends with 6 where it is not to come back', async () => {
    const listener = await listen('--no-reconnect')
    way.cut()
    expect((await listener.ended).code).toBe(6)
  })

  it('says once what it could not know to have arrived, however often the way breaks', async () => {
    const listener = await listen()
    const sender = lan.start('send', '--json', '--nick', 'cid', '--host', host, '--timeout', '10s')
    const texts = Array.from({ length: 12 }, (_, i) => `text ${i}`)
    for (const text of texts) {
      sender.type(`${text}\n`)
      way.cut()
      await listener.says(`"${text}"`)
    }
    sender.child.stdin?.end()
    expect((await sender.ended).code).toBe(0)
    expect(sender.objects()).toHaveLength(texts.length)
    expect(said(listener)).toEqual(texts)
  })

  it('is told of a life that ended: a room that was killed and started again', async () => {
    const killed = await lan.room('Other')
    const listener = lan.start('listen', '--json', '--nick', 'ear', '--server', 'Other')
    await listener.says('"joined"')
    killed.running.child.kill('SIGKILL')
    await listener.says('"lost"')
    await lan.room('Other')
    await listener.says('"back"')
    way = new Way(0)
    const gap = listener.objects().find(({ type }) => type === 'gap')
    expect(gap).toMatchObject({ why: 'restarted', channel: '#lobby' })
  })
})
