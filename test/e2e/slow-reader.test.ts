import { spawn } from 'node:child_process'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Wire } from '../conformance/wire.ts'
import { Chorus } from './chorus.ts'
import { endAll, startDaemonProcess } from './daemon-process.ts'

/** Run after the test, however it ended. */
const ends: (() => void)[] = []

afterEach(async () => {
  for (const end of ends.splice(0)) end()
  await endAll()
})

async function open(port: number): Promise<Wire> {
  const wire = await Wire.open(port)
  ends.push(() => wire.close())
  return wire
}

describe('a reader that stops', () => {
  it.each(['never reads', 'is stopped'])('because it %s is ended at its bound, and only it', async (how) => {
    const fast = await startDaemonProcess('--no-limits')
    const calm = await Chorus.start(fast.port, 5)
    ends.push(() => calm.stop())
    const flood = await open(fast.port)
    const witness = await open(fast.port)
    for (const [wire, nick] of [
      [flood, 'flood'],
      [witness, 'witness'],
    ] as const) {
      await wire.register(nick)
      wire.send('JOIN #flood')
      await wire.sync()
    }
    const lazy = how === 'is stopped' ? stoppedReader(fast.port) : await open(fast.port)
    lazy?.send('NICK lazy', 'USER lazy 0 * :lazy', 'JOIN #flood')
    lazy?.socket.pause()
    await flood.skipTo(/:lazy!\S+ JOIN /)
    let said = 0
    const isGone = (): boolean => witness.lines.some((line) => /^:lazy!\S+ QUIT /.test(line))
    while (!isGone() && said < 40_000) {
      for (let i = 0; i < 250; i++) flood.raw(`PRIVMSG #flood :${said++} ${'x'.repeat(400)}\r\n`)
      await flood.sync()
    }
    expect(witness.lines.find((line) => line.includes(' QUIT '))).toMatch(/SendQ exceeded$/)
    await vi.waitFor(() =>
      expect(fast.log()).toContainEqual(
        expect.objectContaining({ evt: 'conn.left', nick: 'lazy', reason: 'SendQ exceeded' }),
      ),
    )
    await witness.sync()
    const heard = witness.lines.flatMap((line) => / PRIVMSG #flood :(\d+) x/.exec(line)?.[1] ?? [])
    expect(heard.map(Number)).toEqual(Array.from({ length: said }, (_, i) => i))
    await calm.verify()
    lazy?.socket.resume()
    await lazy?.skipTo(/^ERROR :SendQ exceeded$/)
  })
})

/** A client in a process of its own that joins and is then stopped, as by Ctrl-Z or a closed laptop. */
function stoppedReader(port: number): undefined {
  const hello = 'NICK lazy\\r\\nUSER lazy 0 * :lazy\\r\\nJOIN #flood\\r\\n'
  const program = `require('net').connect(${port}, '127.0.0.1')
    .on('data', (data) => { if (/ 366 /.test(data)) process.kill(process.pid, 'SIGSTOP') })
    .write('${hello}')`
  const child = spawn(process.execPath, ['-e', program], { stdio: 'ignore' })
  const end = (): void => void child.kill('SIGKILL')
  ends.push(end)
  process.once('exit', end)
}
