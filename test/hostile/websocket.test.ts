import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startDaemonProcess } from '../e2e/daemon-process.ts'
import { limitsPassed, more, parts, protocolErrors, text } from './frames.ts'
import { RawWebSocket, closeFrame, frame } from './raw-web-socket.ts'
import { type ShortDaemon, endShortDaemons, startShortDaemon } from './short-daemon.ts'
import { Siege, endSiege, onLinux, whyNoSiege } from './siege.ts'

/** How long one thing may take. */
const soon = { timeout: 5_000, interval: 10 }

let siege: Siege
beforeAll(async () => {
  if (whyNoSiege === undefined) siege = await Siege.lay(await startDaemonProcess())
})
afterAll(endSiege)

/** What the log says of a peer, with why it left. */
const logged = ({ localPort }: RawWebSocket): string[] =>
  siege.daemon
    .log()
    .filter(({ port }) => port === localPort)
    .map(({ evt, reason, transport }) => [evt, reason ?? transport].filter(Boolean).join(': '))
    .map((line) => line.replace('Invalid WebSocket frame: ', ''))

/** A member that speaks over a WebSocket. */
async function member(nick: string): Promise<RawWebSocket> {
  const ws = await RawWebSocket.open(siege.daemon.port)
  ws.say(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`)
  await hears(ws, / 422 /)
  return ws
}

const hears = async (ws: RawWebSocket, line: RegExp): Promise<void> =>
  await vi.waitFor(() => expect(ws.lines.join('\n')).toMatch(line), soon)

/** The log has one line of how it left, and none of anything else. */
async function leaves(ws: RawWebSocket, reason: string): Promise<void> {
  const lines = ['conn.opened: ws', 'conn.named', 'conn.active', `conn.left: ${reason}`]
  await vi.waitFor(() => expect(logged(ws)).toEqual(lines), soon)
}

describe.skipIf(whyNoSiege !== undefined)(`a WebSocket${onLinux}`, () => {
  it.each([...protocolErrors, ...limitsPassed])('is closed for %s', async (_, frames, code, why) => {
    const ws = await member('rough')
    // What it says behind that is nothing to anybody.
    ws.send(...frames, frame(1, 'JOIN #calm'), frame(1, 'PRIVMSG #calm :line 0'))
    await vi.waitUntil(() => ws.isClosed, soon)
    expect(ws.closed?.[0]).toBe(code)
    expect(ws.hasEnded).toBe(true)
    expect(ws.frames.at(-1)?.opcode).toBe(8)
    await leaves(ws, `WebSocket: ${why}`)
  })

  it.each([
    [
      'a letter in two parts',
      [text(Buffer.from('PING ä').subarray(0, 6), true), more(Buffer.from('ä').subarray(1))],
      'ä',
    ],
    ['8 parts', parts(8), 'x'.repeat(7)],
    ['a ping between the parts', [text('PING ', true), frame(9, 'y'), more('x')], 'x'],
    ['bytes, though text was agreed on', [frame(2, 'PING x')], 'x'],
    ['the longest ping', [frame(9, 'y'.repeat(125)), text('PING x')], 'x'],
    ['an empty message', [text(''), text('PING x')], 'x'],
    ['pongs that nobody asked for', [frame(10, 'y'), frame(10, ''), text('PING x')], 'x'],
  ])('takes %s', async (_, frames, token) => {
    const ws = await member('smooth')
    ws.send(...frames)
    await hears(ws, new RegExp(` PONG \\S+ :?${token}$`, 'm'))
    ws.send(closeFrame(1000))
    await vi.waitUntil(() => ws.isClosed, soon)
    expect(ws.closed).toEqual([1000, ''])
    await leaves(ws, 'Remote host closed the connection')
  })

  it('takes a byte at a time, as long as it is one line', async () => {
    const ws = await member('slow')
    for (const byte of text('PING abc')) {
      ws.send(Buffer.from([byte]))
      await new Promise(setImmediate)
    }
    await hears(ws, / PONG \S+ :?abc$/m)
    ws.socket.destroy()
  })

  it('is closed for a frame that comes in more reads than its longest could need', async () => {
    const ws = await member('trickle')
    for (const byte of text(`PING ${'x'.repeat(200)}`)) {
      ws.send(Buffer.from([byte]))
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await vi.waitUntil(() => ws.isClosed, soon)
    expect(ws.closed?.[0]).toBe(1008)
    await leaves(ws, 'WebSocket: Too many buffered chunks')
  })

  it('answers the last ping of a flood, and keeps its peer waiting', async () => {
    const ws = await member('pinger')
    const pings = Array.from({ length: 5_000 }, (_, i) => frame(9, String(i)))
    ws.send(...pings, text('PING done'))
    await hears(ws, / PONG \S+ :?done$/m)
    const pongs = ws.frames.filter(({ opcode }) => opcode === 10).map(({ payload }) => Number(payload))
    expect(pongs.at(-1)).toBe(4_999)
    expect(pongs.length).toBeLessThan(100)
    ws.socket.destroy()
  })

  it.each([[1000], [1001], [3000], [4999]])('that closes with %i is answered by that', async (code) => {
    const ws = await member('polite')
    ws.send(closeFrame(code, 'gute Nacht ä'), text('PRIVMSG #calm :line 0'))
    await vi.waitUntil(() => ws.isClosed, soon)
    expect(ws.closed).toEqual([code, 'gute Nacht ä'])
  })

  it('that closes with no number is closed with none', async () => {
    const ws = await member('terse')
    ws.send(frame(8, ''))
    await vi.waitUntil(() => ws.isClosed, soon)
    expect(ws.frames.at(-1)).toEqual({ opcode: 8, payload: Buffer.alloc(0) })
  })

  it('that speaks HTTP to the room hears ERROR and then 1008', async () => {
    const ws = await RawWebSocket.open(siege.daemon.port)
    ws.say('GET / HTTP/1.1')
    await vi.waitUntil(() => ws.isClosed, soon)
    expect(ws.lines.at(-1)).toMatch(/^ERROR :.*HTTP request/)
    expect(ws.closed?.[0]).toBe(1008)
  })

  it('that quits hears ERROR and then 1000, and nothing more', async () => {
    const ws = await member('quitter')
    ws.say('QUIT :bye')
    await vi.waitUntil(() => ws.isClosed, soon)
    expect(ws.lines.at(-1)).toMatch(/^ERROR /)
    expect(ws.closed?.[0]).toBe(1000)
    expect(ws.frames.at(-1)?.opcode).toBe(8)
  })

  it('leaves nothing: no descriptor, and nobody who was disturbed', async () => {
    await siege.lift({ connections: 100 })
  })
})

describe('a WebSocket that does not go', () => {
  let daemon: ShortDaemon
  beforeAll(async () => {
    daemon = await startShortDaemon({ limits: { lingerMs: 300, registrationMs: 300, webSocketPingMs: 500 } })
  })
  afterAll(endShortDaemons)
  const rude = async (): Promise<RawWebSocket> => await RawWebSocket.open(daemon.port, { isRude: true })
  const ends = async (ws: RawWebSocket): Promise<void> => {
    // Who never closes finds that it was closed when it writes.
    await vi.waitUntil(() => {
      ws.say('PING x')
      return ws.isClosed
    }, soon)
  }

  it('when it has sent a close frame is answered, and cut after lingerMs', async () => {
    const ws = await rude()
    ws.send(closeFrame(1000))
    await ends(ws)
    expect(ws.closed).toEqual([1000, ''])
  })

  it('when it was sent a close frame is cut after lingerMs', async () => {
    const ws = await rude()
    ws.say('QUIT')
    await ends(ws)
    expect(ws.closed).toEqual([1000, ''])
  })

  it('when it broke the rules is cut after lingerMs', async () => {
    const ws = await rude()
    ws.say('PING x\n')
    await ends(ws)
    expect(ws.closed?.[0]).toBe(1008)
  })

  it.each([
    ['nothing at all', Buffer.alloc(0)],
    ['half the head of a frame', frame(1, 'NICK x').subarray(0, 1)],
    ['half a frame', frame(1, 'NICK x').subarray(0, 8)],
    ['half a message', frame(1, 'NICK x', { isPart: true })],
  ])('when it says %s is told and closed after registrationMs', async (_, bytes) => {
    const ws = await RawWebSocket.open(daemon.port)
    ws.send(bytes)
    await vi.waitUntil(() => ws.isClosed, soon)
    expect(ws.lines.at(-1)).toMatch(/^ERROR :.*Registration timed out/)
    expect(ws.closed?.[0]).toBe(1008)
  })

  it('and floods with pings hears why the room ends', async () => {
    const ws = await RawWebSocket.open(daemon.port)
    ws.say('NICK pinger', 'USER x 0 * :x')
    await hears(ws, / 422 /)
    for (let i = 0; i < 200; i++) ws.send(frame(9, String(i)))
    await vi.waitUntil(() => ws.frames.some(({ opcode }) => opcode === 10), soon)
    await daemon.stop()
    await vi.waitUntil(() => ws.isClosed, soon)
    expect(ws.closed?.[0]).toBe(1012)
    expect(ws.hasEnded).toBe(true)
  })
})
