import { type Server, type Socket, connect, createServer } from 'node:net'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Wire } from '../conformance/wire.ts'
import { Lan, type Running, endAll } from './cli-process.ts'

/** A way to a daemon that can be broken: each connection through it at once, and the door for new ones. */
class Way {
  readonly #near = new Set<Socket>()
  readonly #far = new Set<Socket>()
  readonly #server: Server
  isOpen = true
  /** Who is cut off is a member for as long as the daemon knows of nothing. */
  leavesGhosts = false

  constructor(port: number) {
    this.#server = createServer((near) => {
      if (!this.isOpen) return void near.destroy()
      const far = connect(port, '127.0.0.1')
      hold(this.#near, near, () => this.leavesGhosts || far.destroy())
      hold(this.#far, far, () => near.destroy())
      near.pipe(far)
      far.pipe(near)
    })
  }

  async listen(): Promise<string> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening')
    const address = this.#server.address()
    return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  }

  cut(): void {
    for (const socket of this.#near) socket.destroy()
  }

  close(): void {
    for (const socket of [...this.#near, ...this.#far]) socket.destroy()
    this.#server.close()
  }
}

function hold(sockets: Set<Socket>, socket: Socket, closed: () => void): void {
  sockets.add(socket)
  socket
    .on('error', () => undefined)
    .on('close', () => {
      sockets.delete(socket)
      closed()
    })
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

  it('takes over its own ghost by its account, under its nick, and nothing is lost', async () => {
    const password = join(lan.state, 'password')
    writeFileSync(password, 'correct horse\n', { mode: 0o600 })
    way = new Way(port)
    host = await way.listen()
    const who = ['--nick', 'gus', '--account-password-file', password]
    const direct = ['--host', `127.0.0.1:${port}`]
    const owner = await (await Wire.open(port)).register('gus')
    owner.send('REGISTER * * :correct horse')
    await owner.skipTo(/ 900 gus /)
    owner.close()
    const seer = lan.start('listen', '--json', '--nick', 'eye', ...direct)
    await seer.says('"joined"')
    const ghost = lan.start('--json', ...who, '--host', host)
    await ghost.says('"joined"')
    await say('one')
    await ghost.says('"one"')
    way.isOpen = false
    way.leavesGhosts = true
    way.cut()
    await ghost.says('"lost"')
    ghost.type('said while away\n')
    await say('two', 'three')
    way.isOpen = true
    await seer.says('"said while away"')
    await say('four')
    await ghost.says('"four"')
    const texts = ['one', 'two', 'three', 'said while away', 'four']
    expect(said(ghost)).toEqual(texts)
    expect(said(seer)).toEqual(texts)
    const gus = seer.objects().filter(({ nick, type }) => nick === 'gus' && type !== 'message')
    expect(gus.map(({ type, text }) => [type, text])).toEqual([
      ['join', ''],
      ['quit', 'Replaced'],
      ['join', ''],
    ])
    expect(seer.out).not.toContain('gus_')
    ghost.child.stdin?.end()
    expect((await ghost.ended).code).toBe(0)
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
