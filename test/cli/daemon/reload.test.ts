import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DaemonConfig, optionsFrom } from '../../../src/cli/config/daemon-options.ts'
import { compare } from '../../../src/cli/config/compare.ts'
import { flagLayer } from '../../../src/cli/config/layers.ts'
import { resolveSettings } from '../../../src/cli/config/resolve.ts'
import { daemonSettings } from '../../../src/cli/config/settings.ts'
import { openOperations } from '../../../src/cli/daemon/operations.ts'
import { Reach } from '../../../src/cli/daemon/reach.ts'
import { Reload } from '../../../src/cli/daemon/reload.ts'
import type { Log } from '../../../src/ops/log.ts'
import { noTls } from '../../tls.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-reload-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

/** What is written, as options would be. */
function config(argv: Readonly<Record<string, unknown>>): DaemonConfig {
  const layer = flagLayer(daemonSettings, { name: 'Office', stateDir: dir, ...argv }, dir)
  const { values, settled } = resolveSettings(daemonSettings, [layer])
  return { options: optionsFrom({ values }), settled, places: [] }
}

/** A daemon's parts that were started with this, and read what `written` is then. */
async function office(start: DaemonConfig) {
  const said: string[] = []
  const log: Pick<Log, 'note' | 'level' | 'reopen'> = {
    note: (evt, fields) => void said.push(`${evt} ${String(fields?.['setting'])}`),
    level: start.options.logLevel,
    reopen: () => [],
  }
  const world = { written: async (): Promise<DaemonConfig> => start, reads: 0 }
  const operations = await openOperations(start.options, noTls)
  const reach = new Reach(start.options)
  const reread = async (): Promise<DaemonConfig> => {
    world.reads++
    return await world.written()
  }
  return {
    world,
    log,
    said,
    operations,
    reach,
    reload: new Reload({ config: start, reread, operations, reach, log }),
  }
}

describe('a configuration that is read again', () => {
  it('is compared by its values: what holds at once, what has to wait, and what that makes together', () => {
    const now = config({ port: '1', replay: '2' })
    const next = config({ port: '3', replay: '2', allow: ['::1'], motdFile: 'motd' })
    const { changed, waiting, config: both } = compare(now, next)
    expect(changed.map(({ setting, from, to }) => [setting, from, to])).toEqual([
      ['allow', '(loopback, private and own networks)', '::1'],
      ['motd-file', '(nothing)', join(dir, 'motd')],
    ])
    expect(waiting).toEqual([{ setting: 'port', from: '1', to: '3', place: '--port' }])
    expect(both.options).toEqual({ ...next.options, port: 1 })
    expect(compare(both, next).changed).toEqual([])
    expect(compare(both, next).waiting).toHaveLength(1)
    expect(compare(both, now)).toMatchObject({ changed: [{}, {}], waiting: [] })
  })

  it('holds from then on, in every part', async () => {
    const { world, log, said, operations, reach, reload } = await office(config({}))
    writeFileSync(join(dir, 'motd'), 'hello\n')
    writeFileSync(join(dir, 'password'), 'tea\n', { mode: 0o600 })
    const next = { logLevel: 'debug', allow: ['::/0'], allowedHost: ['chat.lan'], motdFile: 'motd' }
    world.written = async () => config({ ...next, passwordFile: 'password', replay: '1' })
    expect(await reload.run()).toMatchObject({ problems: [], config: { motd: ['hello'] } })
    expect(log.level).toBe('debug')
    expect([reach.allowed.has('2001:db8::1'), reach.hosts.has('chat.lan')]).toEqual([true, true])
    expect(operations.password.matches('tea')).toBe(true)
    expect(said).toContain('config.changed allow')
    expect(said.at(-1)).toBe('config.waiting replay')
  })

  it('holds in no part where a file that it names is broken', async () => {
    const { world, log, operations, reach, reload } = await office(config({}))
    writeFileSync(join(dir, 'password'), 'tea\n', { mode: 0o644 })
    world.written = async () => config({ logLevel: 'debug', allow: ['::/0'], passwordFile: 'password' })
    await expect(reload.run()).rejects.toThrow('password')
    expect(log.level).toBe('info')
    expect([reach.allowed.has('2001:db8::1'), operations.password.isSet]).toEqual([false, false])
    world.written = async () => config({ logLevel: 'debug' })
    expect((await reload.run()).changed).toHaveLength(1)
  })

  it('is read once for all who ask while it is being read, and not before that has ended', async () => {
    const { world, reload } = await office(config({}))
    const first = reload.run()
    const others = Array.from({ length: 100 }, () => reload.run())
    expect(world.reads).toBe(1)
    await first
    const answers = await Promise.all(others)
    expect(new Set(answers).size).toBe(1)
    expect(world.reads).toBe(2)
    await reload.run()
    expect(world.reads).toBe(3)
  })
})
