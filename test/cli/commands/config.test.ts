import { describe, expect, it } from 'vitest'
import { settledRow } from '../../../src/cli/commands/config.ts'
import { optionsFrom } from '../../../src/cli/config/daemon-options.ts'
import { parseConfig } from '../../../src/cli/config/file.ts'
import { unknownVariables } from '../../../src/cli/config/layers.ts'
import { resolveSettings } from '../../../src/cli/config/resolve.ts'
import { settledAsJson } from '../../../src/cli/config/shown.ts'
import { camel } from '../../../src/cli/config/setting.ts'
import { daemonSettings } from '../../../src/cli/config/settings.ts'

async function office() {
  const text = '[daemon]\nport = 7\nmotd-file = "motd"\nstate-dir = "/s"\nallow = ["::1"]\nlimits = false\n'
  const { layers } = await parseConfig(text, '/etc/c.toml', 'system')
  return resolveSettings(daemonSettings, [layers['daemon'] ?? new Map()])
}

describe('earshot config show', () => {
  it('shows a value as it holds, and who says it', async () => {
    const { settled, values } = await office()
    const options: Readonly<Record<string, unknown>> = { ...optionsFrom({ values }) }
    const shown = settled.map((one) => settledRow(one, options[camel(one.name)]))
    expect(shown).toEqual(
      expect.arrayContaining([
        ['port', '7', '/etc/c.toml:2'],
        ['motd-file', '/etc/motd', '/etc/c.toml:3'],
        ['allow', '::1', '/etc/c.toml:5'],
        ['log-dir', '/s/log', 'default'],
        ['log-level', 'info', 'default'],
        ['bind', '(all)', 'default'],
      ]),
    )
  })

  it('gives programs values of the types that TOML has', async () => {
    const { settled } = await office()
    const place = (line: number) => ({ by: 'system', place: `/etc/c.toml:${line}` })
    expect(settledAsJson(settled)).toMatchObject({
      port: { value: 7, ...place(2) },
      allow: { value: ['::1'], ...place(5) },
      limits: { value: false, ...place(6) },
      discovery: { value: true, by: 'default', place: null },
      bind: { value: null, by: 'default', place: null },
    })
  })
})

describe('variables that are no setting', () => {
  it('are told where one was probably meant', () => {
    const env = { EARSHOT_PROT: '1', EARSHOT_SENDER: 'ann', EARSHOT_PORT: '1', PROT: '1' }
    expect(unknownVariables(daemonSettings, env)).toEqual([
      'EARSHOT_PROT is no setting. Did you mean EARSHOT_PORT?',
    ])
  })
})
