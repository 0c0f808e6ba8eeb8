import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { cpuNs } from '../cpu.ts'
import { loadNow, whatAndWhere } from '../machine.ts'
import { rssKib } from '../memory.ts'
import { Pty } from './pty.ts'
import { Talker } from './talker.ts'

/*
 * npm run bench -- tui [--quick]: what the full screen costs, on a terminal of 120 by 40. CPU and memory are its process's
 * own; the times are seen from outside, through `script`, and are as good as the machine is idle.
 */

const isQuick = process.argv.includes('--quick')
const root = fileURLToPath(new URL('../../../..', import.meta.url))
const main = join(root, 'dist/cli/main.js')
const size = { columns: 120, rows: 40 }
const inputRow = `\x1b[${size.rows};1H`
const spanMs = isQuick ? 4_000 : 20_000
const keyEveryMs = 110
const starts = isQuick ? 3 : 9

interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly aim: number
}

const figures: Figure[] = []
function tell(name: string, value: number, unit: string, aim: number): void {
  figures.push({ name, value, unit, aim })
  const verdict = value <= aim ? 'ok    ' : 'not yet'
  console.log(`${verdict} ${name.padEnd(44)} ${value.toFixed(1).padStart(8)} ${unit} (aim ${aim})`)
}

const state = mkdtempSync(join(tmpdir(), 'earshot-bench-tui-'))
const udp = createSocket('udp4')
udp.bind(0)
await once(udp, 'listening')
const env: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'],
  HOME: state,
  TERM: 'xterm-256color',
  LC_ALL: 'C.UTF-8',
  EARSHOT_STATE_DIR: join(state, 'ann'),
  EARSHOT_DISCOVERY_PORT: String(udp.address().port),
}
udp.close()
console.log(`${whatAndWhere(root).join('\n')}\nload average ${loadNow()}\n`)

const daemon = spawn(
  process.execPath,
  [
    main,
    'daemon',
    '--port',
    '0',
    '--bind',
    '127.0.0.1',
    '--no-limits',
    '--name',
    'Bench',
    '--state-dir',
    join(state, 'd'),
  ],
  { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
)
const port = await new Promise<number>((resolve) => {
  daemon.on('message', (message) => {
    if (typeof message === 'object' && message !== null && 'port' in message) resolve(Number(message.port))
  })
})

/** The share of a core that it takes for so long, in percent, while `during` goes on. */
async function share(pid: number, during: () => Promise<void>): Promise<number> {
  const from = performance.now()
  const before = cpuNs(pid)
  await during()
  return (cpuNs(pid) - before) / 1e4 / (performance.now() - from)
}

/** A key now and then; how long each took until it was seen, ms. */
async function keys(pty: Pty): Promise<number[]> {
  const took: number[] = []
  const end = performance.now() + spanMs
  while (performance.now() < end) {
    const from = performance.now()
    const seen = pty.writes(inputRow)
    pty.write(took.length % 40 === 39 ? '\x15' : 'k')
    await seen
    took.push(performance.now() - from)
    await sleep(keyEveryMs)
  }
  return took
}

function at(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

async function start(): Promise<{ pty: Pty; paintMs: number; cpuMs: number }> {
  const from = performance.now()
  const pty = new Pty([process.execPath, main, '--nick', 'ann'], env, size)
  await pty.writes('\x1b[?2026l')
  return { pty, paintMs: performance.now() - from, cpuMs: cpuNs(pty.pid) / 1e6 }
}

try {
  const paints: number[] = []
  const costs: number[] = []
  for (let i = 0; i < starts; i++) {
    const { pty, paintMs, cpuMs } = await start()
    paints.push(paintMs)
    costs.push(cpuMs)
    await pty.end()
  }
  tell('first paint after start, found by discovery', at(paints, 0.5), 'ms', 400)
  tell('CPU of that, all threads', at(costs, 0.5), 'ms', 400)

  const { pty } = await start()
  const { pid } = pty
  await sleep(2_000)
  tell('idle', await share(pid, async () => await sleep(spanMs)), '% of a core', 1)
  const talker = await Talker.come(port, 'bob')
  for (const [perSecond, aim] of [
    [200, 10],
    [2_000, 50],
  ] as const) {
    talker.talk(perSecond)
    await sleep(1_000)
    let took: number[] = []
    const frames = pty.bytes
    const cpu = await share(pid, async () => {
      took = await keys(pty)
    })
    talker.stop()
    tell(`${perSecond} messages/s`, cpu, '% of a core', aim)
    tell(`key to echo meanwhile, p50`, at(took, 0.5), 'ms', 16)
    tell(`key to echo meanwhile, p99`, at(took, 0.99), 'ms', perSecond === 200 ? 16 : 50)
    tell('written meanwhile', (pty.bytes - frames) / 1_000 / (spanMs / 1_000), 'KB/s', 300)
    await sleep(500)
  }
  talker.talk(2_000)
  while (talker.said < 12_000) await sleep(50)
  talker.stop()
  await sleep(2_000)
  tell('memory at 10,000 messages', rssKib(pid) / 1_024, 'MB', 120)
  talker.leave()
  await pty.end()
} finally {
  daemon.kill('SIGTERM')
  await once(daemon, 'exit')
  rmSync(state, { recursive: true, force: true })
}
const missed = figures.filter(({ value, aim }) => value > aim)
console.log(`\n${figures.length - missed.length} of ${figures.length} figures reach their aim`)
