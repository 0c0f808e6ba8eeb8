import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkLine } from '../../src/ops/log-line.ts'
import { Wire } from '../conformance/wire.ts'
import { Chorus } from './chorus.ts'
import { type DaemonProcess, endAll, logLines, startDaemonProcess } from './daemon-process.ts'

/** Whatever one peer sends, its answer is its own, the log says what it was, and five calm members go on talking. */

let daemon: DaemonProcess
let chorus: Chorus
const wires: Wire[] = []

beforeAll(async () => {
  daemon = await startDaemonProcess('--log-level=debug')
  chorus = await Chorus.start(daemon.port, 5)
})

afterEach(async () => {
  for (const wire of wires.splice(0)) wire.close()
  await chorus.verify()
})

afterAll(async () => {
  chorus.stop()
  await vi.waitUntil(() => daemon.log().filter(({ evt }) => evt === 'conn.left').length >= 5)
  const lines = logLines(daemon.stateDir)
  await endAll()
  expect(lines.flatMap((line) => checkLine(line))).toEqual([])
  expect(lines.filter((line) => /conn\.crashed|command\.failed|\.failed"/.test(line))).toEqual([])
})

async function open(port = daemon.port): Promise<Wire> {
  const wire = await Wire.open(port)
  wires.push(wire)
  return wire
}

const offender = async (nick = 'eve'): Promise<Wire> => (await open()).register(nick)

/** The log of who came from there; written a moment later, so it is waited for. */
async function logged({ localPort }: Wire, fields: Record<string, unknown>): Promise<void> {
  await vi.waitFor(() => {
    const lines = daemon.log().filter(({ port }) => port === localPort)
    expect(lines).toContainEqual(expect.objectContaining(fields))
  })
}

describe('lines', () => {
  it('over the bound are 417, wherever they are cut, and the next one counts', async () => {
    const eve = await offender()
    eve.send(`PRIVMSG eve :${'x'.repeat(600)}`)
    await eve.skipTo(/ 417 eve /)
    eve.raw(`PRIVMSG eve :${'x'.repeat(300)}`)
    await sleep(20)
    eve.raw(`${'x'.repeat(300)}\r\n`)
    await eve.skipTo(/ 417 eve /)
    eve.send('PRIVMSG eve :fits')
    await eve.skipTo(/ PRIVMSG eve :fits$/)
    await logged(eve, { evt: 'conn.bad-input', fault: 'too-long' })
  })

  it('that never end are the end', async () => {
    const eve = await offender()
    eve.raw('x'.repeat(16_500))
    expect(await eve.skipTo(/ERROR/)).toContain('RecvQ exceeded')
    await eve.end()
    await logged(eve, { evt: 'conn.left', nick: 'eve', reason: 'RecvQ exceeded' })
  })

  it('with NUL or a CR inside are 400 and go nowhere', async () => {
    const eve = await offender()
    eve.raw('PRIVMSG eve :a\0b\r\nPRIVMSG eve :a\rQUIT :b\r\n')
    await eve.skipTo(/ 400 eve PRIVMSG /)
    await eve.skipTo(/ 400 eve PRIVMSG /)
    await eve.sync()
    expect(eve.lines.some((line) => line.includes('PRIVMSG eve :'))).toBe(false)
    await logged(eve, { evt: 'conn.bad-input', fault: 'bad-byte' })
  })

  it('that are no UTF-8 are refused; a character cut in two by the network is none of those', async () => {
    const eve = await offender()
    eve.raw('PRIVMSG eve :gr\xfc\xdfe\r\n')
    await eve.skipTo(/ NOTICE \S+ :.*not valid UTF-8/)
    eve.raw('PRIVMSG eve :\xf0\x9f')
    await sleep(20)
    eve.raw('\x8e\x88\r\n')
    await eve.skipTo(/ PRIVMSG eve :🎈$/)
    eve.raw('PRIVMSG eve :\xf0\x9f\r\n')
    await eve.skipTo(/ NOTICE \S+ :.*not valid UTF-8/)
    await logged(eve, { evt: 'conn.bad-input', fault: 'not-utf8' })
  })

  it('with too long tags, or a tag section alone, are refused or nothing', async () => {
    const eve = await offender()
    eve.send(`@+a=${'x'.repeat(4_200)} PRIVMSG eve :hi`)
    await eve.skipTo(/ 417 eve /)
    eve.send('@+a=b', '@', '@ ', ':', ': ', ' ', '@a :b')
    await eve.sync()
    eve.send(`@${';'.repeat(4_000)} PRIVMSG eve :still here`)
    await eve.skipTo(/:still here$/)
  })

  it('with unknown commands are 421, before registration 451', async () => {
    const stranger = await open()
    stranger.send('NONSENSE', 'JOIN #calm', '\x01\x02\x03')
    for (let i = 0; i < 3; i++) expect(await stranger.next()).toContain(' 451 * ')
    await logged(stranger, { evt: 'conn.bad-input' })
    const eve = await offender()
    eve.send('NONSENSE', 'x'.repeat(500), '123')
    for (let i = 0; i < 3; i++) await eve.skipTo(/ 421 eve /)
  })

  it('with nicks that are taken or cannot be are 433 and 432', async () => {
    const eve = await open()
    eve.send('USER eve 0 * :eve', 'NICK calm0')
    expect(await eve.next()).toContain(' 433 * calm0 ')
    eve.raw('NICK \x1b[31m\r\nNICK #calm\r\n')
    expect(await eve.next()).toContain(' 432 * ')
    expect(await eve.next()).toContain(' 432 * ')
    eve.raw('NICK ca\xe2\x80\x8blm0\r\n')
    expect(await eve.next()).toContain(' 432 * ')
  })

  it('ten thousand at once are taken at the rate, in order, and none is lost on the way', async () => {
    const eve = await offender()
    const at = eve.lines.length
    eve.raw(Array.from({ length: 10_000 }, (_, i) => `PING ${i}\r\n`).join(''))
    await vi.waitUntil(() => eve.lines.length - at > 25, { timeout: 20_000 })
    const answers = eve.lines.slice(at).map((line) => Number(/(\d+)$/.exec(line)?.[1]))
    expect(answers).toEqual(Array.from(answers, (_, i) => i))
    expect(answers.length).toBeLessThan(500)
    eve.close()
    await logged(eve, { evt: 'conn.left', nick: 'eve' })
  })

  it('that come byte by byte are lines all the same', async () => {
    const eve = await open()
    for (const byte of 'NICK eve\r\nUSER eve 0 * :eve\r\nPRIVMSG eve :slow\r\n') {
      eve.raw(byte)
      await sleep(1)
    }
    await eve.skipTo(/ PRIVMSG eve :slow$/)
  })

  it('of random bytes are refused one by one, or end their connection', async () => {
    const bytes = random(1)
    await Promise.all(
      Array.from({ length: 16 }, async (_, i) => {
        const eve = i % 2 === 0 ? await offender(`eve${i}`) : await open()
        for (let n = 0; n < 4; n++) eve.raw(Buffer.from(Array.from({ length: 2_000 }, bytes)))
        await sleep(100)
      }),
    )
  })
})

/** What a peer has sent when it goes away. */
const states = {
  nothing: '',
  'half a verb of HTTP': 'GE',
  'half a command': 'NIC',
  'half a TLS record': '\x16',
  'half a line': 'NICK ev',
  'a nick': 'NICK eve\r\n',
  'an open negotiation': 'CAP LS 302\r\nNICK eve\r\nUSER eve 0 * :eve\r\n',
  'its registration': 'NICK eve\r\nUSER eve 0 * :eve\r\n',
  'half a message': 'NICK eve\r\nUSER eve 0 * :eve\r\nJOIN #x\r\nPRIVMSG #x :half',
  'more than it may at once': `NICK eve\r\nUSER eve 0 * :eve\r\n${'PING x\r\n'.repeat(40)}`,
} as const

describe('a peer that goes away after', () => {
  it.each(Object.entries(states))(
    '%s, by closing its side, hears the answers and the end',
    async (_, sent) => {
      const eve = await open()
      eve.socket.end(Buffer.from(sent, 'latin1'))
      await eve.end()
      if (sent.includes('CAP')) expect(eve.lines[0]).toContain(' CAP * LS ')
      else if (sent.includes('USER')) expect(eve.lines[0]).toContain(' 001 eve ')
      if (sent.includes('PING')) expect(eve.lines.filter((line) => line.includes(' PONG '))).toHaveLength(40)
      if (sent.includes('NICK')) expect(eve.lines.at(-1)).toContain('ERROR :')
      await logged(eve, { evt: /^(NI|CAP)/.test(sent) ? 'conn.left' : 'conn.refused' })
    },
  )

  it.each(Object.entries(states))('%s, by a reset, is gone, and its nick is free', async (_, sent) => {
    const eve = await open()
    if (sent !== '') eve.raw(sent)
    await sleep(20)
    eve.socket.resetAndDestroy()
    await vi.waitFor(async () => {
      const next = await open()
      next.send('NICK eve', 'USER eve 0 * :eve')
      expect(await next.next()).toContain(' 001 eve ')
      next.send('QUIT')
      await next.end()
    })
  })
})

describe('a crowd', () => {
  it('of 500 connections at once is let in, or told in a line', async () => {
    const crowd = await Promise.all(Array.from({ length: 500 }, () => open()))
    for (const wire of crowd) wire.send('PING x')
    await Promise.all(crowd.map((wire) => wire.skipTo(/ PONG |^(:\S+ )?ERROR /)))
  })
})

/** Bytes from a seed (mulberry32), so that a failure comes again. */
function random(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) & 255
  }
}
