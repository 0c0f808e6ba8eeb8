import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { askControl } from '../../src/ops/control-client.ts'
import { decode } from '../../src/protocol/datagram.ts'
import { encodeQuery } from '../../src/protocol/datagram/query.ts'
import { Wire } from '../conformance/wire.ts'
import { whyNot } from '../tmux.ts'
import { endAll, freshDir } from './daemon-process.ts'

/** systemd does not run here: what it does for a service is done by its own tools, and a socket that hears what it would. */

const reason = whyNot('systemd-socket-activate', 'systemd-notify', 'perl')
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await endAll()
})

function start(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): ChildProcess {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return child
}

/** Prints each datagram, a `;` between its lines. perl is on every Debian; Node has no such sockets. */
const receiver = `use Socket; $| = 1;
socket(my $s, PF_UNIX, SOCK_DGRAM, 0); bind($s, sockaddr_un($ARGV[0])) or die; print "open\\n";
while (defined recv($s, my $told, 4096, 0)) { $told =~ s/\\n(?=.)/;/g; chomp $told; print "$told\\n" }`

/** A socket that a service manager would hear on, and what it heard. */
async function manager(): Promise<{ path: string; told: () => string[] }> {
  const path = join(freshDir(), 'notify')
  const child = start('perl', ['-e', receiver, path])
  let said = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text))
  await vi.waitUntil(() => said.startsWith('open\n'), 10_000)
  const told = (): string[] =>
    said.split('\n').filter((line) => line !== 'open' && line !== '' && line !== 'BARRIER=1')
  return { path, told }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Listens as a service manager does, and starts a daemon when somebody comes. */
function activate(
  stateDir: string,
  listen: readonly string[],
  env: Record<string, string>,
  ...more: string[]
) {
  const passed = { PATH: process.env['PATH'] ?? '', ...env }
  const names = Object.keys(passed).flatMap((name) => ['-E', name])
  const daemon = [process.execPath, main, 'daemon', '--name=SD', `--state-dir=${stateDir}`, ...more]
  start('systemd-socket-activate', [...names, ...listen, ...daemon], passed)
}

describe.skipIf(reason !== undefined)(
  `under a service manager${reason === undefined ? '' : ` (${reason})`}`,
  () => {
    it('a daemon takes the port that is open already, and says where it is until it ends', async () => {
      const { path, told } = await manager()
      const [stateDir, port] = [freshDir(), await freePort()]
      const env = { NOTIFY_SOCKET: path, WATCHDOG_USEC: '2000000' }
      activate(stateDir, ['-l', `127.0.0.1:${port}`], env, '--bind=127.0.0.1', '--no-discovery', '--port=1')
      const ann = await vi.waitFor(() => Wire.open(port), 10_000)
      await ann.register('ann')
      await vi.waitUntil(() => told().some((line) => line.includes('WATCHDOG=1')), 10_000)
      const control = join(stateDir, 'control.sock')
      await askControl(control, { command: 'reload' }, 10_000)
      await vi.waitUntil(() => told().filter((line) => line.startsWith('READY=1')).length === 2, 10_000)
      expect(await askControl(control, { command: 'stop' }, 10_000)).toMatchObject({ isManaged: true })
      await ann.skipTo(/ERROR /)
      ann.close()
      await vi.waitUntil(() => told().some((line) => line.startsWith('STOPPING=1')), 10_000)
      const [first = ''] = told()
      expect(first).toMatch(
        new RegExp(`^READY=1;MAINPID=\\d+;STATUS=port ${port}: 0 members in 0 channels, \\d connections$`),
      )
      const phases = told().flatMap((line) => /^(READY|RELOADING|STOPPING)=1/.exec(line)?.[1] ?? [])
      expect(phases).toEqual(['READY', 'RELOADING', 'READY', 'STOPPING'])
    })

    it('a daemon answers the very query that it was started by', async () => {
      const [stateDir, port] = [freshDir(), await freePort()]
      activate(
        stateDir,
        ['-d', '-l', `0.0.0.0:${port}`],
        { EARSHOT_DISCOVERY_PORT: String(port) },
        '--bind=127.0.0.1',
        '--port=0',
      )
      const socket = createSocket('udp4').bind(0, '127.0.0.1')
      await once(socket, 'listening')
      const heard = once(socket, 'message')
      const query = encodeQuery({ nonce: 'A'.repeat(22), known: [] })
      // The first ones may come before the port is open; an answer is to one of them.
      const asking = setInterval(() => socket.send(query, port, '127.0.0.1'), 500)
      const [bytes]: Buffer[] = await heard
      clearInterval(asking)
      socket.close()
      expect(decode(bytes ?? Buffer.alloc(0))).toMatchObject({ ok: true, datagram: { type: 'here' } })
      await askControl(join(stateDir, 'control.sock'), { command: 'stop' }, 10_000)
    })
  },
)
