import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Wire } from '../conformance/wire.ts'
import { startDaemonProcess } from '../e2e/daemon-process.ts'
import { Siege, endSiege, onLinux, patience, whyNoSiege } from './siege.ts'

let siege: Siege
const ends: (() => void)[] = []

afterEach(async () => {
  for (const end of ends.splice(0)) end()
  await endSiege()
})

/** Without those limits only that bound how fast a test can flood; what waits for a reader is bounded as ever. */
const lay = async (): Promise<Siege> => await Siege.lay(await startDaemonProcess('--no-limits'))

const quits = ({ lines }: Wire): string[] => lines.filter((line) => / QUIT /.test(line))

/** Says so many lines of half a kilobyte, and waits until all are taken. */
async function say(flood: Wire, lines: number): Promise<void> {
  for (let i = 0; i < lines; i++) flood.raw(`PRIVMSG #slow :${'x'.repeat(430)}\r\n`)
  await flood.sync()
}

describe.skipIf(whyNoSiege !== undefined)(`readers that are slow${onLinux}`, () => {
  it('because they are stopped are ended at the bound of their outboxes, 20 at once', async () => {
    siege = await lay()
    const count = 20
    const [flood, ear] = [await siege.member('flood', '#slow'), await siege.member('ear', '#slow')]
    readers(siege.daemon.port, count, (pid) => process.kill(pid, 'SIGSTOP'))
    await vi.waitFor(
      () => expect(ear.lines.filter((line) => / JOIN /.test(line))).toHaveLength(count + 1),
      patience,
    )
    for (let said = 0; said < 60_000 && quits(ear).length < count; said += 250) await say(flood, 250)
    await vi.waitFor(() => expect(quits(ear)).toHaveLength(count), patience)
    const came = { 'conn.opened': count + 2, 'conn.named': count + 2, 'conn.active': count + 2 }
    await siege.says({ ...came, 'conn.left: SendQ exceeded': count })
    await siege.lift({ connections: count, stuck: count })
  })

  it('because they take a byte a second are ended when nothing could be sent for 15 s', async () => {
    siege = await lay()
    const [flood, ear] = [await siege.member('flood', '#slow'), await siege.member('ear', '#slow')]
    readers(siege.daemon.port, 1)
    await ear.skipTo(/:slow0!\S+ JOIN /)
    // Until the system takes no more for the reader; what comes then waits in its outbox, and is little.
    let before = -1
    for (let now = 0; now > before; now = unsentBytes(siege.daemon.port)) {
      before = now
      await say(flood, 500)
    }
    expect(quits(ear)).toEqual([])
    await vi.waitFor(() => expect(quits(ear)).toEqual([expect.stringMatching(/ :SendQ stalled$/)]), {
      ...patience,
      timeout: 40_000,
    })
    const came = { 'conn.opened': 3, 'conn.named': 3, 'conn.active': 3 }
    await siege.says({ ...came, 'conn.left: SendQ stalled': 1 })
    await siege.lift({ connections: 3, stuck: 1 })
  })
})

/** Members in a process of their own, who read a byte a second from when they have joined. */
function readers(port: number, count: number, joined: (pid: number) => void = () => {}): void {
  const program = `
    const { connect } = require('node:net')
    let joined = 0
    for (let i = 0; i < ${count}; i++) {
      let heard = ''
      let isIn = false
      const take = (length, bytes) => {
        if (isIn) setTimeout(() => socket.resume(), 1000)
        heard += bytes.toString('latin1', 0, length)
        if (!isIn && heard.includes(' 366 ')) {
          isIn = true
          if (++joined === ${count}) process.send('joined')
        }
        return !isIn
      }
      const socket = connect({ port: ${port}, host: '127.0.0.1', onread: { buffer: Buffer.alloc(1), callback: take } })
      socket.write('NICK slow' + i + '\\r\\nUSER slow 0 * :slow\\r\\nJOIN #slow\\r\\n')
      socket.on('error', () => {})
    }
    process.once('disconnect', () => process.exit())`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const end = (): void => void child.kill('SIGKILL')
  process.once('exit', end)
  ends.push(end, () => process.off('exit', end))
  child.once('message', () => joined(child.pid ?? 0))
}

/** What the system has taken from a daemon for its peer, and not sent: the most of all its connections. */
function unsentBytes(port: number): number {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const rows = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
  const queues = rows.filter(([, address]) => address?.endsWith(local) === true)
  return Math.max(0, ...queues.map(([, , , , queue = '']) => Number.parseInt(queue, 16)))
}
