import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { askControl } from '../../src/ops/control-client.ts'
import { checkLine } from '../../src/ops/log-line.ts'
import { Wire } from '../conformance/wire.ts'
import { earshot, endAll, freshDir, logLines, startDaemonProcess } from './daemon-process.ts'

afterEach(endAll)

describe('a daemon', () => {
  it('on port 0 says in every place which port it took', async () => {
    const daemon = await startDaemonProcess()
    expect(daemon.port).toBeGreaterThan(0)
    const listening = daemon.log().find(({ evt }) => evt === 'daemon.listening')
    expect(listening).toMatchObject({ port: daemon.port, bind: '127.0.0.1' })
    expect(await daemon.status()).toMatchObject({ port: daemon.port, pid: daemon.pid, room: 'E2E' })
    daemon.child.kill('SIGTERM')
    const { stderr } = await daemon.ended
    expect(stderr).toContain(`"E2E" is open on port ${daemon.port}.`)
  })

  it('refuses a port that is taken with exit code 7, and says who has it', async () => {
    const { port, pid } = await startDaemonProcess()
    const { code, stderr, stdout } = await earshot(
      'daemon',
      `--port=${port}`,
      '--bind=127.0.0.1',
      '--no-discovery',
      `--state-dir=${freshDir()}`,
    ).ended
    expect([code, stdout]).toEqual([7, ''])
    expect(stderr).toContain(`Port ${port} is in use`)
    if (process.platform === 'linux') expect(stderr).toContain(`(pid ${pid})`)
  })

  it('refuses a state directory in use with exit code 7, and leaves the first one alone', async () => {
    const first = await startDaemonProcess()
    const ann = await (await Wire.open(first.port)).register('ann')
    const second = await earshot('daemon', '--port=0', '--no-discovery', `--state-dir=${first.stateDir}`)
      .ended
    expect(second.code).toBe(7)
    expect(second.stderr).not.toContain('    at ')
    await ann.sync()
    expect(await first.status()).toMatchObject({ members: 1 })
  })

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'ends on %s with 0, after telling everybody who has said something',
    async (signal) => {
      const daemon = await startDaemonProcess()
      const member = await (await Wire.open(daemon.port)).register('ann')
      const stranger = await Wire.open(daemon.port)
      stranger.send('NICK bob')
      const silent = await Wire.open(daemon.port)
      await vi.waitUntil(() => daemon.log().filter(({ evt }) => evt === 'conn.opened').length === 2)
      const atMs = performance.now()
      daemon.child.kill(signal)
      for (const wire of [member, stranger])
        expect(await wire.skipTo(/^(:\S+ )?ERROR /)).toContain('Server shutting down')
      for (const wire of [member, stranger, silent]) {
        await wire.end()
        wire.close()
      }
      // It may be a browser's, that would take it for an answer.
      expect(silent.lines).toEqual([])
      expect(await daemon.ended).toMatchObject({ code: 0, signal: null, stdout: '' })
      expect(performance.now() - atMs).toBeLessThan(4_000)
      const events = daemon.log().map(({ evt }) => evt)
      expect(events.at(-1)).toBe('daemon.stopped')
      expect(events.filter((evt) => evt === 'conn.left')).toHaveLength(2)
    },
  )

  it('ends in a few seconds although clients neither read nor close, and at once when asked twice', async () => {
    const daemon = await startDaemonProcess()
    await (await Wire.open(daemon.port)).register('ann')
    daemon.child.kill('SIGTERM')
    await vi.waitUntil(() => daemon.log().some(({ evt }) => evt === 'daemon.draining'))
    const atMs = performance.now()
    daemon.child.kill('SIGTERM')
    expect((await daemon.ended).code).toBe(0)
    expect(performance.now() - atMs).toBeLessThan(4_000)
  })

  it('can be stopped before it is open, by its control socket and by a signal', async () => {
    const arguments_ = (dir: string) => [
      'daemon',
      '--port=0',
      '--bind=127.0.0.1',
      '--no-discovery',
      `--state-dir=${dir}`,
    ]
    const first = freshDir()
    const asked = earshot(...arguments_(first))
    await vi.waitUntil(() => existsSync(join(first, 'control.sock')), { timeout: 15_000, interval: 1 })
    await askControl(join(first, 'control.sock'), { command: 'stop' }, 5_000)
    expect((await asked.ended).code).toBe(0)

    const second = freshDir()
    const signalled = earshot(...arguments_(second))
    await vi.waitUntil(() => existsSync(join(second, 'control.sock')), { timeout: 15_000, interval: 1 })
    signalled.child.kill('SIGTERM')
    expect((await signalled.ended).code).toBe(0)
  })

  it('counts what was said and what it refused, and says so in its status and its log', async () => {
    const daemon = await startDaemonProcess()
    const ann = await (await Wire.open(daemon.port)).register('ann')
    ann.send('JOIN #a', 'PRIVMSG #a :hello', 'NOSUCH', 'NOSUCH', 'JOIN')
    await ann.skipTo(/ 461 /)
    expect(await daemon.status()).toMatchObject({ messages: 1, refused: { '421': 2, '461': 1 } })
    ann.send('QUIT')
    await vi.waitUntil(() => daemon.log().some(({ evt }) => evt === 'conn.left'), { timeout: 15_000 })
    expect(daemon.log().find(({ evt }) => evt === 'conn.left')).toMatchObject({ refused: 3 })
    const faults = daemon.log().filter(({ evt }) => evt === 'conn.bad-input')
    expect(faults.map(({ fault }) => fault)).toEqual(['421', '461'])
  })

  it('that was killed is no obstacle: the next one has the same identity, and takes the control socket over', async () => {
    const first = await startDaemonProcess()
    first.child.kill('SIGKILL')
    expect((await first.ended).signal).toBe('SIGKILL')
    expect(statSync(join(first.stateDir, 'control.sock')).isSocket()).toBe(true)
    const second = await startDaemonProcess(`--state-dir=${first.stateDir}`, `--port=${first.port}`)
    expect(second.port).toBe(first.port)
    expect(await second.status()).toMatchObject({ pid: second.pid, members: 0 })
    const ann = await (await Wire.open(second.port)).register('ann')
    ann.close()
  })

  it('is told to stop through its control socket, which is gone afterwards', async () => {
    const daemon = await startDaemonProcess()
    const well = await earshot('health', `--state-dir=${daemon.stateDir}`).ended
    expect([well.code, well.stdout]).toEqual([0, expect.stringMatching(/^ok: "E2E" is open, 0 members/)])
    const stop = await earshot('stop', `--state-dir=${daemon.stateDir}`).ended
    expect([stop.code, (await daemon.ended).code]).toEqual([0, 0])
    expect(() => statSync(join(daemon.stateDir, 'control.sock'))).toThrow('ENOENT')
    const status = await earshot('status', `--state-dir=${daemon.stateDir}`).ended
    expect([status.code, status.stdout]).toEqual([3, ''])
    const down = await earshot('health', `--state-dir=${daemon.stateDir}`).ended
    expect([down.code, down.stdout]).toEqual([2, expect.stringMatching(/^down: No earshot daemon runs here/)])
  })
})

describe('the log', () => {
  it('is known events only, and never holds what members say', async () => {
    const daemon = await startDaemonProcess('--log-level=debug')
    const ann = await (await Wire.open(daemon.port)).register('ann')
    const bob = await (await Wire.open(daemon.port)).register('bob')
    ann.send('JOIN #c', 'TOPIC #c :secret-topic', 'AWAY :secret-away', 'SETNAME :secret-realname')
    ann.send('PRIVMSG bob :secret-text', 'NOTICE #c :secret-notice', 'NONSENSE secret-nonsense')
    ann.raw('PRIVMSG bob :secret-\xff\r\nPRIVMSG bob :secret-\0\r\n')
    ann.send('PASS secret-password')
    await ann.sync()
    const http = await Wire.open(daemon.port)
    http.raw('GET /secret-path HTTP/1.1\r\n\r\n')
    await http.end()
    ann.send('QUIT :secret-farewell')
    await ann.end()
    for (const wire of [ann, bob, http]) wire.close()
    daemon.child.kill('SIGTERM')
    await daemon.ended
    const lines = logLines(daemon.stateDir)
    expect(lines.flatMap((line) => checkLine(line))).toEqual([])
    expect(lines.join('\n')).not.toContain('secret')
    const events = new Set(daemon.log().map(({ evt }) => evt))
    for (const evt of ['daemon.starting', 'conn.opened', 'conn.named', 'conn.active', 'conn.bad-input'])
      expect(events).toContain(evt)
    expect(daemon.log().filter(({ evt }) => evt === 'conn.left')).toHaveLength(2)
  })
  it('is shown by earshot logs while the daemon runs and after it has ended', async () => {
    const daemon = await startDaemonProcess()
    const ann = await (await Wire.open(daemon.port)).register('ann')
    ann.send('QUIT')
    await ann.end()
    const logs = async (...args: string[]): Promise<string[]> => {
      const { stdout } = await earshot('logs', `--state-dir=${daemon.stateDir}`, ...args).ended
      return stdout.trimEnd().split('\n')
    }
    const left = await logs('--event=conn', '--json', '-n', '2')
    expect(left.map((line) => JSON.parse(line))).toMatchObject([
      { evt: 'conn.active', nick: 'ann' },
      { evt: 'conn.left', nick: 'ann' },
    ])
    await earshot('stop', `--state-dir=${daemon.stateDir}`).ended
    expect((await logs('--lines=1')).join()).toMatch(/^\S+Z {2}info {3}daemon\.stopped .*exitCode=0$/)
    expect(await logs('--audit', '--lines=1')).toEqual([expect.stringContaining('control.request')])
  })
})
