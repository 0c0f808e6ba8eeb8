import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfig, readConfigFile } from '../../../src/cli/config/file.ts'
import { configPlaces } from '../../../src/cli/config/places.ts'

const path = '/etc/earshot/config.toml'

async function problem(text: string) {
  const { layers, problems } = await parseConfig(text, path, 'system')
  expect(layers).toEqual({})
  expect(problems).toHaveLength(1)
  return [problems[0]?.says, ...(problems[0]?.next ?? [])]
}

describe('a file of settings', () => {
  it('says what it says, with the line of each', async () => {
    const text = [
      '# of the office',
      '[daemon]',
      'port = 7',
      '',
      'allow = ["10.0.0.0/8"]',
      'discovery = false',
      '[client]',
      '"nick" = "ann"',
      '',
    ].join('\n')
    const { layers, problems } = await parseConfig(text, path, 'system')
    expect(problems).toEqual([])
    const where = { by: 'system', dir: '/etc/earshot' }
    expect(Array.from(layers['daemon'] ?? [])).toEqual([
      ['port', { ...where, place: `${path}:3`, texts: ['7'] }],
      ['allow', { ...where, place: `${path}:5`, texts: ['10.0.0.0/8'] }],
      ['discovery', { ...where, place: `${path}:6`, texts: ['false'] }],
    ])
    expect(layers['client']?.get('nick')).toMatchObject({ place: `${path}:8`, texts: ['ann'] })
  })

  it('may be empty', async () => {
    expect(await parseConfig('', path, 'user')).toEqual({ layers: {}, problems: [] })
  })

  it.each([
    ['[daemon]\nprot = 7\n', ':2: prot is no setting. Did you mean port?'],
    ['[daemon]\nlog_level = "info"\n', ':2: log_level is no setting. Did you mean log-level?'],
    ['[daemon]\n\nnick = "ann"\n', ':3: nick is no setting of [daemon], but of [client].'],
    ['[demon]\nport = 7\n', ':1: demon is no table. Did you mean [daemon]?'],
    ['\nport = 7\n', ':2: port belongs into a table.'],
    ['daemon.prot = 7\n', ':1: prot is no setting. Did you mean port?'],
    ['[daemon]\nport = "7"\n', ':2: port is a whole number without quotes.'],
    ['[daemon]\nlimits = "no"\n', ':2: limits is true or false, without quotes.'],
    ['[daemon]\nname = 7\n', ':2: name is a text in quotes.'],
    ['[daemon]\nallow = "10.0.0.0/8"\n', ':2: allow is a list of texts.'],
    ['[daemon]\nport = 7\nport = 8\n', ':3: Invalid TOML document'],
    ['[daemon\nport = 7\n', ':1: Invalid TOML document'],
    ['[daemon]\nport = 16', ': its last line has no end, so it may be half written.'],
    ['[daemon]\n"\\u001b[2J" = 1\n', '\u241b[2J is no setting.'],
  ])('that is wrong says where and what to write: %j', async (text, says) => {
    const [first] = await problem(text)
    expect(first).toContain(says)
    expect(first?.startsWith(path)).toBe(true)
  })

  it('shows how a value is written that is of another type', async () => {
    expect((await problem('[daemon]\nsts = "30 days"\n'))[1]).toBe('sts = 30')
    expect((await problem('port = 7\n')).slice(1)).toEqual(['[daemon]', 'port = ...'])
  })
})

describe('readConfigFile', () => {
  let dir: string
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'earshot-config-'))
  })
  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  it('tells a file that is not there from one that cannot be read', async () => {
    expect(await readConfigFile(join(dir, 'none.toml'), 'user')).toBeUndefined()
    expect(await readConfigFile(join(dir, 'none', 'none.toml'), 'user')).toBeUndefined()
    expect((await readConfigFile(dir, 'user'))?.problems[0]?.says).toBe(`${dir} is no file.`)
    const file = join(dir, 'latin.toml')
    writeFileSync(file, Buffer.from('# caf\xe9\n', 'latin1'))
    expect((await readConfigFile(file, 'user'))?.problems[0]?.says).toBe(`${file} is not UTF-8.`)
  })
})

describe('configPlaces', () => {
  it('are the user’s and the system’s, by XDG, or the one that was named', () => {
    const paths = (named: string | undefined, env: Record<string, string>) =>
      configPlaces({ named, env, home: '/home/ann' }).map((place) => place.path)
    const system = '/etc/earshot/config.toml'
    expect(paths(undefined, {})).toEqual(['/home/ann/.config/earshot/config.toml', system])
    expect(paths(undefined, { XDG_CONFIG_HOME: '/x' })).toEqual(['/x/earshot/config.toml', system])
    expect(paths(undefined, { XDG_CONFIG_HOME: 'x' })[0]).toBe('/home/ann/.config/earshot/config.toml')
    expect(paths(undefined, { EARSHOT_CONFIG: '/y' })).toEqual(['/y'])
    expect(paths('/z', { EARSHOT_CONFIG: '/y' })).toEqual(['/z'])
  })
})
