import { describe, expect, it } from 'vitest'
import {
  type DaemonOptions,
  contradictions,
  optionsFrom,
  ownName,
} from '../../../src/cli/config/daemon-options.ts'
import { parseConfig } from '../../../src/cli/config/file.ts'
import { argumentsOf, environmentLayer, flagLayer } from '../../../src/cli/config/layers.ts'
import { resolveSettings } from '../../../src/cli/config/resolve.ts'
import { daemonSettings } from '../../../src/cli/config/settings.ts'

const given = { stateDir: '/s', name: ' Office ' }

function resolved(argv: Readonly<Record<string, unknown>>) {
  return resolveSettings(daemonSettings, [flagLayer(daemonSettings, argv, '/here')])
}

function read(argv: Readonly<Record<string, unknown>>): DaemonOptions {
  return optionsFrom(resolved({ ...given, ...argv }))
}

function problems(argv: Readonly<Record<string, unknown>>): string[] {
  const all = resolved(argv)
  return [...all.problems, ...contradictions(all)].map(({ says }) => says)
}

describe('the options of a daemon', () => {
  it('are the defaults where nothing is written, with absolute places', () => {
    expect(read({})).toEqual({
      port: 16_667,
      name: 'Office',
      stateDir: '/s',
      logDir: '/s/log',
      control: '/s/control.sock',
      logLevel: 'info',
      logSize: 20_000_000,
      logFiles: 10,
      mdns: true,
      discovery: true,
      limits: true,
      requireTls: false,
    })
  })

  it('are values, whatever they were written as', () => {
    const all = read({
      port: '0',
      bind: '::1',
      replay: '7',
      limits: false,
      allow: ['203.0.113.0/24', '2001:db8::7'],
      tlsCert: 'cert.pem',
      sts: '30',
      allowedHost: ['Chat.lan', 'bücher.lan'],
      webOrigin: ['https://gamja.example.org/', 'http://localhost:8080'],
      adminInfo: 'Ann Ä.\nroom 12',
      serverName: `${'a'.repeat(59)}.org`,
    })
    expect(all).toMatchObject({
      port: 0,
      bind: '::1',
      replay: 7,
      limits: false,
      allow: [
        { family: 'ipv4', address: '203.0.113.0', prefix: 24 },
        { family: 'ipv6', address: '2001:db8::7', prefix: 128 },
      ],
      tlsCert: '/here/cert.pem',
      sts: { seconds: 2_592_000 },
      allowedHost: ['chat.lan', 'xn--bcher-kva.lan'],
      webOrigin: ['https://gamja.example.org', 'http://localhost:8080'],
      adminInfo: ['Ann \xc3\x84.', 'room 12'],
    })
  })

  it('call the room as it is announced', () => {
    expect(read({ name: 'Of\u200bfice' }).name).toBe('Office')
    expect(read({ name: 'x'.repeat(48) }).name).toHaveLength(48)
  })

  it.each<readonly [argv: Readonly<Record<string, unknown>>, says: string]>([
    [{ port: 'x' }, '--port x: not a port; write 0 to 65535.'],
    [{ bind: 'office' }, '--bind office: not an address of this computer; write one such as 192.168.1.20.'],
    ...['101', '-1', '', 'many'].map((replay) => [{ replay }, 'write a number from 0 to 100.'] as const),
    ...['', ' ', '\u200b\u3164', 'x'.repeat(49), 'a\x1b[2J', 'a\u202eb'].map(
      (name) => [{ name }, "a room's name is 1 to 48 bytes"] as const,
    ),
    [{ logLevel: 'loud' }, '--log-level loud: write debug, info, warn, error or fatal.'],
    [{ allow: ['10.1.2.3/8'] }, 'not where a network of that size begins, which is 10.0.0.0/8.'],
    ...['366', '1.5', '30d', '', '-1'].map(
      (sts) => [{ sts }, 'a number of days, from 1 to 365, or 0'] as const,
    ),
    ...['', 'chat.lan:80', 'http://chat.lan', 'a/b', 'a b', 'user@chat'].map(
      (name) => [{ allowedHost: [name] }, 'write a name without a port'] as const,
    ),
    ...['', 'gamja.example.org', 'ws://x', 'https://x/y', 'https://x?y', 'null', 'file:///x'].map(
      (origin) => [{ webOrigin: [origin] }, "write the start of the page's address"] as const,
    ),
    ...['irc', 'a b.c', '.org', 'irc.', 'a..b', `${'a'.repeat(60)}.org`, '-a.b', '', 'ä.org'].map(
      (serverName) => [{ serverName }, 'such as irc.example.org'] as const,
    ),
    ...['', 'a\nb\nc\nd', 'a\n\nb', 'x'.repeat(301), 'a\x1b[2J'].map(
      (adminInfo) => [{ adminInfo }, 'one to three lines of 1 to 300 bytes'] as const,
    ),
    ...['a b', ':a', 'x'.repeat(65), 'a\x1b'].map(
      (operator) => [{ operator, operatorPasswordFile: 'f' }, 'a name is 1 to 64 characters'] as const,
    ),
    [{ operator: 'ann' }, '--operator: operator and operator-password-file go together.'],
    [{ operatorPasswordFile: 'f' }, 'operator and operator-password-file go together.'],
    [{ tlsCert: 'c' }, '--tls-cert: tls-cert and tls-key go together.'],
    [{ port: '0', sts: '1' }, '--sts tells clients of a port for days: give it one, as --port 16667.'],
  ])('are refused where they could not work: %j', (argv, says) => {
    expect(problems(argv)).toEqual([expect.stringContaining(says)])
  })

  it('are the same again as a command line, for a daemon in the background', () => {
    const flags = flagLayer(
      daemonSettings,
      { name: 'Office', discovery: false, requireTls: true, allow: ['10.0.0.0/8', '::1'], adminInfo: 'a\nb' },
      '/here',
    )
    expect(argumentsOf(daemonSettings, flags)).toEqual([
      '--name=Office',
      '--no-discovery',
      '--allow=10.0.0.0/8',
      '--allow=::1',
      '--require-tls',
      '--admin-info=a\nb',
    ])
  })
})

describe('the environment', () => {
  it('says what a variable of a setting says, and nothing where it is empty', () => {
    const env = {
      EARSHOT_PORT: '7',
      EARSHOT_NAME: '',
      EARSHOT_LIMITS: 'no',
      EARSHOT_ALLOW: '::1, 10.0.0.0/8',
    }
    const layer = environmentLayer(daemonSettings, env, '/here')
    const { values, problems } = resolveSettings(daemonSettings, [layer])
    expect(problems).toEqual([])
    expect(values).toMatchObject({ port: 7, limits: false, allow: [{ prefix: 128 }, { prefix: 8 }] })
    expect(values).not.toHaveProperty('name')
  })

  it('is held against the table also where the command line says otherwise', () => {
    const layers = [
      flagLayer(daemonSettings, { port: '1' }, '/'),
      environmentLayer(daemonSettings, { EARSHOT_PORT: '99999' }, '/'),
    ]
    const { values, settled, problems } = resolveSettings(daemonSettings, layers)
    expect(values).toHaveProperty('port', 1)
    expect(settled.find(({ name }) => name === 'port')?.written?.place).toBe('--port')
    expect(problems).toEqual([{ says: 'EARSHOT_PORT 99999: not a port; write 0 to 65535.', next: [] }])
  })
})

describe('a setting that several write', () => {
  it('is what the command line says, then the environment, the user, the system, and the default', async () => {
    const file = async (path: string, by: 'user' | 'system', replay: number) =>
      (await parseConfig(`[daemon]\nreplay = ${replay}\n`, path, by)).layers['daemon'] ?? new Map()
    const layers = [
      flagLayer(daemonSettings, { replay: '1' }, '/'),
      environmentLayer(daemonSettings, { EARSHOT_REPLAY: '2' }, '/'),
      await file('/u.toml', 'user', 3),
      await file('/s.toml', 'system', 4),
    ]
    const told = [0, 1, 2, 3, 4].map((from) => {
      const { values, settled } = resolveSettings(daemonSettings, layers.slice(from))
      return [values.replay, settled.find(({ name }) => name === 'replay')?.written?.place]
    })
    expect(told).toEqual([
      [1, '--replay'],
      [2, 'EARSHOT_REPLAY'],
      [3, '/u.toml:2'],
      [4, '/s.toml:2'],
      [undefined, undefined],
    ])
  })
})

describe('ownName', () => {
  it('is the host without its domain, and never localhost', () => {
    expect(['laptop.lan', 'localhost', ''].map(ownName)).toEqual(['laptop', 'earshot', 'earshot'])
    expect(ownName('x'.repeat(63))).toHaveLength(48)
  })
})
