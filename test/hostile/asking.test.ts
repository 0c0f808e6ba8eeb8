import { afterEach, describe, expect, it, vi } from 'vitest'
import { defaultLimits } from '../../src/protocol/limits.ts'
import type { Wire } from '../conformance/wire.ts'
import { startDaemonProcess } from '../e2e/daemon-process.ts'
import { Siege, endSiege, onLinux, patience, whyNoSiege } from './siege.ts'

let siege: Siege
afterEach(endSiege)

const crowd = 200
const askers = 60

/** Members of one channel whose names are as long as they can be. */
async function crowdIn(channel: string): Promise<Wire[]> {
  const wires = await Promise.all(Array.from({ length: crowd }, () => siege.open()))
  for (const [i, wire] of wires.entries()) {
    const nick = `crowd${i}-`.padEnd(defaultLimits.nickBytes, 'x')
    wire.send('CAP REQ :userhost-in-names', `NICK ${nick}`, `USER ${'u'.repeat(20)} 0 * :${'r'.repeat(150)}`)
    wire.send('CAP END', `JOIN ${channel}`)
  }
  const isIn = (wire: Wire): boolean => wire.lines.some((line) => / 366 /.test(line))
  await vi.waitFor(() => expect(wires.filter(isIn)).toHaveLength(crowd), patience)
  return wires
}

/** One packet of requests, as much as one read may bring. */
function packet(channel: string): string {
  const requests = [`NAMES ${channel}`, `WHO ${channel}`, 'LIST', `NAMES ${channel},#none,${channel}`]
  const round = requests.map((request) => `${request}\r\n`).join('')
  return round.repeat(Math.floor(defaultLimits.readBytes / round.length))
}

describe.skipIf(whyNoSiege !== undefined)(`members who ask and do not listen${onLinux}`, () => {
  it('cost an outbox each, and are ended when nothing could be sent for 15 s, 60 at once', async () => {
    // Without tokens, so that nothing but what they have not taken yet holds them back.
    siege = await Siege.lay(await startDaemonProcess('--no-limits'))
    const wires = await crowdIn('#big')
    const asking = wires.slice(0, askers)
    for (const wire of asking) {
      wire.socket.pause()
      wire.raw(packet('#big'))
    }
    await siege.calm()
    const came = { 'conn.opened': crowd, 'conn.named': crowd, 'conn.active': crowd }
    await vi.waitFor(() => expect(siege.said()).toEqual({ ...came, 'conn.left: SendQ stalled': askers }), {
      ...patience,
      timeout: 120_000,
    })
    await siege.lift({ connections: crowd, stuck: askers, flooding: askers })
  })

  it('are answered at their rate, and all of it when they listen again', async () => {
    siege = await Siege.lay(await startDaemonProcess())
    const wires = await crowdIn('#big')
    const asking = wires.slice(0, askers)
    for (const wire of asking) {
      wire.socket.pause()
      wire.raw('NAMES #big,#big,#big,#big\r\n'.repeat(3) + 'WHO #big\r\nPING :all of it\r\n')
    }
    await siege.calm()
    for (const wire of asking) wire.socket.resume()
    const answered = ({ lines }: Wire): boolean =>
      lines.at(-1)?.endsWith('PONG earshot.local :all of it') === true
    await vi.waitFor(() => expect(asking.filter(answered)).toHaveLength(askers), patience)
    for (const { lines } of asking) {
      expect(lines.filter((line) => / 366 /.test(line))).toHaveLength(1 + 3)
      expect(lines.filter((line) => / 352 /.test(line))).toHaveLength(crowd)
    }
    await siege.says({ 'conn.opened': crowd, 'conn.named': crowd, 'conn.active': crowd })
    await siege.lift({ connections: crowd, stuck: askers, flooding: askers })
  })
})
