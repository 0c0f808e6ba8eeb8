import { type Server, type Socket, createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { dial, nameOf } from '../../src/client/dial.ts'
import { Trouble, dialTrouble } from '../../src/client/trouble.ts'
import type { Message } from '../../src/protocol/message.ts'

const servers: Server[] = []

/** A server on a free port that plays one script for each connection. */
async function serve(script: (socket: Socket) => void): Promise<number> {
  const server = createServer(script)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP')
  return address.port
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function hearAll(port: number): Promise<{ messages: Message[]; trouble: Trouble | undefined }> {
  const messages: Message[] = []
  const trouble = await new Promise<Trouble | undefined>((onEnd, reject) => {
    const onMessage = (message: Message) => messages.push(message)
    dial({ host: '127.0.0.1', port, timeoutMs: 2_000, onMessage, onEnd }).catch(reject)
  })
  return { messages, trouble }
}

describe('dial', () => {
  it('reads lines however the bytes are cut, and decodes whole lines', async () => {
    const bytes = Buffer.from(':s PRIVMSG #l :grüße 👋\r\n\r\nPING :a\n')
    const port = await serve((socket) => {
      let at = 0
      const timer = setInterval(() => {
        if (at < bytes.length) socket.write(bytes.subarray(at, (at += 7)))
        else clearInterval(timer)
        if (at >= bytes.length) socket.end()
      }, 1)
    })
    const { messages, trouble } = await hearAll(port)
    expect(messages.map(({ command, params }) => [command, ...params])).toEqual([
      ['PRIVMSG', '#l', 'grüße 👋'],
      ['PING', 'a'],
    ])
    expect(trouble).toBeUndefined()
  })

  it('cuts a server that never ends a line', async () => {
    const port = await serve((socket) => {
      socket.on('error', () => undefined)
      socket.write('x'.repeat(100_000))
    })
    const { trouble } = await hearAll(port)
    expect(trouble?.message).toBe(`127.0.0.1:${port} does not speak IRC: it sends lines without an end.`)
  })

  it('says what, why and what next where nothing listens', async () => {
    const port = await serve(() => undefined)
    await new Promise((done) => servers.pop()?.close(done))
    const failed = dial({
      host: '127.0.0.1',
      port,
      timeoutMs: 2_000,
      onMessage: () => undefined,
      onEnd: () => undefined,
    })
    await expect(failed).rejects.toMatchObject({
      message: `Cannot reach 127.0.0.1:${port}: nothing listens there (ECONNREFUSED).`,
      next: [expect.stringContaining('earshot daemon')],
    })
  })

  it('does not begin when it is already aborted', async () => {
    const input = { onMessage: () => undefined, onEnd: () => undefined, signal: AbortSignal.abort() }
    await expect(dial({ host: '127.0.0.1', port: 1, timeoutMs: 2_000, ...input })).rejects.toBeInstanceOf(
      Trouble,
    )
  })
})

describe('dialTrouble', () => {
  it('has words for the usual reasons and the system’s own for the rest', () => {
    const say = (code: string) => dialTrouble(Object.assign(new Error('strange'), { code }), 'a:1').message
    expect(say('EHOSTUNREACH')).toBe(
      'Cannot reach a:1: this network has no way to that computer (EHOSTUNREACH).',
    )
    expect(say('TIMEOUT')).toBe('Cannot reach a:1: no answer in time (TIMEOUT).')
    expect(say('EWEIRD')).toBe('Cannot reach a:1: strange (EWEIRD).')
  })
})

describe('nameOf', () => {
  it('puts IPv6 addresses in brackets', () => {
    expect(nameOf({ host: 'fe80::1', port: 1 })).toBe('[fe80::1]:1')
    expect(nameOf({ host: 'h', port: 1 })).toBe('h:1')
  })
})
