import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startDaemon } from '../../../../src/actors/start.ts'
import { handOver } from '../../../../src/cli/daemon/handover/give.ts'
import { Successor } from '../../../../src/cli/daemon/handover/successor.ts'
import { daemonInput } from '../../../../src/cli/daemon/input.ts'
import { Life } from '../../../../src/cli/daemon/life.ts'
import { openDaemonControl } from '../../../../src/cli/daemon/open-control.ts'
import { openDaemonLog } from '../../../../src/cli/daemon/open-log.ts'
import { askControl } from '../../../../src/ops/control-client.ts'
import { Wire } from '../../../conformance/wire.ts'
import { noSite, noTls } from '../../../tls.ts'
import { unwritten } from '../../../unwritten.ts'

let dir: string
let life: Life
let noted: string[]
let ann: Wire

/** A room in this process that can be asked, with a member in it. */
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-give-'))
  noted = []
  const options = {
    ...unwritten,
    stateDir: dir,
    control: join(dir, 'control.sock'),
    logDir: dir,
    port: 0,
    bind: '127.0.0.1',
    name: 'Office',
    discovery: false,
    limits: false,
  }
  const log = { ...openDaemonLog(options, 'life1'), note: (evt: string) => void noted.push(evt) }
  const config = { options, settled: [], places: [] }
  const given = {
    config,
    reread: () => Promise.resolve(config),
    options,
    log,
    boot: 'life1',
    version: '1',
    startedMs: 0,
  }
  life = new Life(given, openDaemonControl)
  await life.openControl()
  const identity = { id: 'key', publicKey: '', sign: () => '', secret: () => new Uint8Array(32) }
  await new Promise<void>((resolve) => {
    const accepting = (listener: Life['listener']): void => void (life.listener = listener)
    const listening = (port: number): void => {
      life.port = port
      resolve()
    }
    life.run(
      startDaemon(
        daemonInput({
          ...given,
          reread: undefined,
          identity,
          tls: noTls,
          site: noSite,
          accepting,
          listening,
        }),
      ),
    )
  })
  ann = await enter('ann')
})
afterEach(async () => {
  ann.close()
  life.stop('over')
  await life.running?.ended
  await life.closeControl()
  await life.given.log.close()
  rmSync(dir, { recursive: true })
})

async function enter(nick: string): Promise<Wire> {
  const wire = await Wire.open(life.port ?? 0)
  wire.send('CAP REQ echo-message', 'CAP END')
  await wire.register(nick)
  wire.send('JOIN #a')
  await wire.sync()
  return wire
}

/** A successor that does this with each word it hears. */
const heir = (hears: string) => (): Successor => {
  const program = `
    const socket = new (require('node:net').Socket)({ fd: 3 })
    const say = (line) => socket.write(line + '\\n')
    const hears = { ${hears} }
    let text = ''
    socket.on('data', (chunk) => {
      const lines = (text + chunk).split('\\n')
      text = lines.pop()
      for (const line of lines) hears[line.split(' ')[0]]?.()
    })`
  return new Successor(
    spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] }),
  )
}

const goodUpTo = `hello: () => say('ready'), 'caught-up': () => say('loaded')`

it.each([
  ['ends at once', `hello: () => process.exit(3)`, /the new process failed, it ended with code 3/],
  ['says what it fails of', `hello: () => say('failed "no such file"')`, /failed, no such file/],
  [
    'is killed while it takes the room',
    `hello: () => say('ready'), 'caught-up': () => process.kill(process.pid, 'SIGKILL')`,
    /it ended with SIGKILL/,
  ],
  ['ends when all is handed over', `${goodUpTo}, go: () => process.exit(1)`, /it ended with code 1/],
])('a successor that %s leaves the room as it was', async (_, hears, error) => {
  const restarted = handOver(life, {}, heir(hears))
  ann.send('PRIVMSG #a :said meanwhile')
  await expect(restarted).rejects.toThrow(error)
  const bob = await enter('bob')
  ann.send('PRIVMSG #a :said afterwards')
  await ann.sync()
  await bob.sync()
  expect(bob.lines.filter((line) => line.endsWith(':said afterwards'))).toHaveLength(1)
  expect(ann.lines.filter((line) => line.endsWith(':said meanwhile'))).toHaveLength(1)
  expect(await askControl(join(dir, 'control.sock'), { command: 'status' }, 5_000)).toMatchObject({
    members: 2,
  })
  expect(noted).toContain('daemon.not-handed-over')
  bob.close()
})

it('a daemon that is stopped when all is handed over and nobody is open yet ends', async () => {
  const restarted = handOver(life, {}, heir(`${goodUpTo}, go: () => say('gone')`))
  const error = restarted.then(String, String)
  while (existsSync(join(dir, 'control.sock'))) await pause(1)
  life.stop('Server shutting down')
  expect(await error).toContain('the daemon was stopped meanwhile')
  ann.close()
  await life.running?.ended
  expect(existsSync(join(dir, 'control.sock'))).toBe(false)
})

it('one restart at a time, and a daemon that is to end does so instead', async () => {
  const first = handOver(life, {}, heir(''))
  await expect(handOver(life, {}, heir(''))).rejects.toThrow('a restart is under way')
  life.stop('Server shutting down')
  await expect(first).rejects.toThrow('the daemon was stopped meanwhile')
  await expect(handOver(life, {}, heir(''))).rejects.toThrow('the daemon is ending')
})
