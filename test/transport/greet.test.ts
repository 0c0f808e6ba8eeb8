import { once } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { greet } from '../../src/transport/greet.ts'
import { closeAll, closing, pair, turn } from './sockets.ts'

afterEach(() => {
  vi.useRealTimers()
  closeAll()
})

async function greeted(firstByteMs = 60_000) {
  const { near, far } = await pair()
  const said: string[] = []
  let read = ''
  const abandon = greet(
    near,
    { firstByteMs },
    {
      speaks: (speech) => {
        said.push(speech)
        near.on('data', (chunk: Buffer) => void (read += chunk.toString('latin1')))
      },
      refused: (reason) => said.push(reason),
    },
  )
  return { near, far, said, read: () => read, abandon }
}

describe('a greeting', () => {
  it.each([
    ['CAP LS\r\n'],
    ['G', 'ET\r\n'],
    ['P', 'R', 'I', 'VMSG x y\r\n'],
    ['\x16', '\x02more'],
    ['N', 'ICK a\r\nUSER a 0 * a\r\n'],
    ['\n'],
    ['\x00\xff'],
  ])('gives IRC every byte in order: %j %j', async (...parts) => {
    const { far, said, read } = await greeted()
    for (const part of parts) await far.say(part)
    await far.say('QUIT\r\n')
    await vi.waitUntil(() => read().endsWith('QUIT\r\n'))
    expect(said).toEqual(['irc'])
    expect(read()).toBe(`${parts.join('')}QUIT\r\n`)
  })

  it.each([
    ['\x16\x03\x01\x00\x04\x01\x00\x00\x00'],
    ['\x16', '\x03', '\x01\x00', '\x04', '\x01\x00\x00', '\x00and more'],
    ['\x16\x03\x01\xff', '\xff'],
  ])('tells TLS when its ClientHello is whole, and leaves every byte of it: %j %j %j', async (...parts) => {
    const { far, said, read } = await greeted()
    for (const part of parts) await far.say(part)
    await vi.waitUntil(() => read() === parts.join(''))
    expect(said).toEqual(['tls'])
  })

  it.each([['GET / HTTP/1.1\r\n\r\n'], ['GE', 'T /'], ['P', 'RI', ' ', '* HTTP/2.0'], ['OPTIONS', ' ']])(
    'tells HTTP, and leaves every byte of it: %j %j %j %j',
    async (...parts) => {
      const { far, said, read } = await greeted()
      for (const part of parts) await far.say(part)
      await vi.waitUntil(() => read() === parts.join(''))
      expect(said).toEqual(['http'])
    },
  )

  it('hears all of a peer that has said everything and closed its side', async () => {
    const { far, said, read, near } = await greeted()
    far.socket.end('NICK a\r\nQUIT\r\n')
    await once(near, 'end')
    expect([said, read()]).toEqual([['irc'], 'NICK a\r\nQUIT\r\n'])
  })

  it.each(['', 'GE', '\x16', '\x16\x03\x01\x00\x04\x01'])(
    'ends when the peer closes after %j',
    async (start) => {
      const { far, said } = await greeted()
      far.socket.end(start)
      await far.until(() => far.closed)
      expect(said).toEqual(['closed without a word'])
    },
  )

  it.each(['', 'GE'])('ends when the peer resets after %j', async (start) => {
    const { far, near, said } = await greeted()
    if (start !== '') await far.say(start)
    far.socket.resetAndDestroy()
    await closing(near)
    expect(said).toEqual(['closed without a word'])
  })

  it('has a deadline that a byte now and then does not move', async () => {
    const { far, said } = await greeted(60)
    let sent = 0
    for (const byte of 'OPTIONS') {
      if (far.ended) break
      await far.say(byte)
      sent++
      await turn(15)
    }
    // An idle time-out would have let all of them come.
    expect(sent).toBeLessThan(7)
    expect([said, far.text]).toEqual([['nothing said in time'], ''])
  })

  it('closes who says nothing at all without a word: a browser would take it for an answer', async () => {
    const { far, said } = await greeted(20)
    await far.until(() => far.ended)
    expect(far.text).toBe('')
    expect(said).toEqual(['nothing said in time'])
  })

  it('can be abandoned once, and not when it is over', async () => {
    const first = await greeted()
    first.abandon('Server shutting down')
    first.abandon('Server shutting down')
    await first.far.until(() => first.far.ended)
    expect(first.said).toEqual(['Server shutting down'])
    const second = await greeted()
    await second.far.say('NICK a\r\n')
    await vi.waitUntil(() => second.said.length > 0)
    second.abandon('Server shutting down')
    await turn()
    expect([second.said, second.far.ended]).toEqual([['irc'], false])
  })
})
