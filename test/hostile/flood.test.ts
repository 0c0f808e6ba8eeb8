import { afterEach, describe, expect, it, vi } from 'vitest'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { startDaemonProcess } from '../e2e/daemon-process.ts'
import { Siege, endSiege, onLinux, patience, whyNoSiege } from './siege.ts'

let siege: Siege
afterEach(endSiege)

const { rateBurst, ratePerSecond } = defaultLimits

describe.skipIf(whyNoSiege !== undefined)(`a flood of lines${onLinux}`, () => {
  it('beside 50 members is taken at its rate, held back where it comes from, and ended by nobody', async () => {
    siege = await Siege.lay(await startDaemonProcess(), 50, 1_000)
    const [ear, flood] = [await siege.member('ear', '#flood'), await siege.member('flood', '#flood')]
    const startMs = performance.now()
    for (let i = 0; i < 40_000; i++) flood.raw(`PRIVMSG #flood :${i} ${'x'.repeat(400)}\r\n`)
    const heard = (): number[] =>
      ear.lines.flatMap((line) => / PRIVMSG #flood :(\d+) /.exec(line)?.[1] ?? []).map(Number)
    await vi.waitFor(() => expect(heard().length).toBeGreaterThan(rateBurst + 3 * ratePerSecond), patience)
    const taken = heard()
    const seconds = (performance.now() - startMs) / 1_000
    expect(taken).toEqual(Array.from(taken, (_, i) => i))
    expect(taken.length).toBeLessThan(rateBurst + (seconds + 1) * ratePerSecond)
    // Of 17 MB the two systems hold some, and the daemon one read; all the rest is still where it comes from.
    expect(flood.socket.writableLength).toBeGreaterThan(1_048_576)
    const came = { 'conn.opened': 2, 'conn.named': 2, 'conn.active': 2 }
    await siege.says(came)
    flood.socket.resetAndDestroy()
    // Who is not read is known to be gone when something is written to it.
    ear.send('PRIVMSG #flood :are you still there?')
    await siege.says({ ...came, 'conn.left: Read error: ECONNRESET': 1 })
    await siege.lift({ connections: 52, flooding: 1 })
  })

  it('of the shortest lines, from 60 at once, takes what one read of each weighs', async () => {
    siege = await Siege.lay(await startDaemonProcess())
    const floods = 60
    for (let i = 0; i < floods; i++) (await siege.member(`flood${i}`)).raw('A\n'.repeat(200_000))
    // Of each the first line of its kind, however many follow.
    const came = {
      'conn.opened': floods,
      'conn.named': floods,
      'conn.active': floods,
      'conn.bad-input': floods,
    }
    await siege.says(came)
    await siege.lift({ connections: floods, flooding: floods })
  })
})
