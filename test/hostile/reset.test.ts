import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Wire } from '../conformance/wire.ts'
import { startDaemonProcess } from '../e2e/daemon-process.ts'
import { Siege, descriptorsOf, endSiege, onLinux, patience, whyNoSiege } from './siege.ts'

/** How many are reset at once; of more the log gives only the number, some seconds later. */
const many = 10

let siege: Siege
afterEach(endSiege)

const hello = (nick: string): string => `NICK ${nick}\r\nUSER ${nick} 0 * :${nick}\r\n`
const opened = { 'conn.opened': many }
const named = { ...opened, 'conn.named': many, 'conn.active': many }
const left = { 'conn.left: Read error: ECONNRESET': many }

/** What a peer has said when it is reset, what answer it has waited for, and what the log says of all of them. */
const states: Record<
  string,
  { says: (nick: string) => string; until?: RegExp; log: Record<string, number> }
> = {
  'before a byte': { says: () => '', log: { 'conn.refused: closed without a word': many } },
  'after half a verb of HTTP': { says: () => 'GE', log: { 'conn.refused: closed without a word': many } },
  'in a negotiation': { says: () => 'CAP LS 302\r\n', until: / CAP \* LS /, log: { ...opened, ...left } },
  'with a nick, in a negotiation': {
    says: (nick) => `CAP LS 302\r\n${hello(nick)}`,
    until: / CAP \* LS /,
    log: { ...opened, ...left },
  },
  'as a member': { says: hello, until: / (376|422) /, log: { ...named, ...left } },
  'in a channel': {
    says: (nick) => `${hello(nick)}JOIN #reset\r\n`,
    until: / 366 /,
    log: { ...named, ...left },
  },
  'within a line': {
    says: (nick) => `${hello(nick)}JOIN #reset\r\nPRIVMSG #reset :and th`,
    until: / 366 /,
    log: { ...named, ...left },
  },
  'with more lines than it has tokens': {
    says: (nick) => `${hello(nick)}${'PING x\r\n'.repeat(1_000)}`,
    until: / PONG /,
    log: { ...named, ...left },
  },
}

describe.skipIf(whyNoSiege !== undefined)(`peers that are reset${onLinux}`, () => {
  it.each(Object.entries(states))(
    '%s leave nothing but their lines in the log',
    async (_, { says, until, log }) => {
      siege = await Siege.lay(await startDaemonProcess())
      const files = descriptorsOf(siege.daemon)
      const peers = await Promise.all(Array.from({ length: many }, () => siege.open()))
      for (const [i, peer] of peers.entries()) peer.raw(says(`reset${i}`))
      if (until === undefined) {
        await vi.waitFor(() => expect(descriptorsOf(siege.daemon)).toBe(files + many), patience)
        // What others say later is answered, so what these have said is read.
        await siege.calm()
      } else await Promise.all(peers.map((peer) => peer.skipTo(until)))
      for (const peer of peers) peer.socket.resetAndDestroy()
      await siege.says(log)
      await siege.lift({ connections: many, flooding: many })
    },
  )

  it('while they are written to leave nothing but their lines in the log', async () => {
    siege = await Siege.lay(await startDaemonProcess('--no-limits'))
    const flood = await siege.member('flood', '#reset')
    const peers: Wire[] = []
    for (let i = 0; i < many; i++) peers.push(await siege.member(`reset${i}`, '#reset'))
    for (const peer of peers) peer.socket.pause()
    for (let i = 0; i < 2_000; i++) flood.raw(`PRIVMSG #reset :${i} ${'x'.repeat(400)}\r\n`)
    await flood.sync()
    for (const peer of peers) peer.socket.resetAndDestroy()
    const all = { 'conn.opened': many + 1, 'conn.named': many + 1, 'conn.active': many + 1 }
    await siege.says({ ...all, ...left })
    await siege.lift({ connections: many, stuck: many })
  })
})
