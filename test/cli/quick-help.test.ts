import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { nothingSaid } from '../../src/cli/config/client-values.ts'
import { grammar } from '../../src/cli/grammar.ts'
import { quickHelp } from '../../src/cli/quick-help.ts'

describe('the help that the build wrote down', () => {
  it('is the one that yargs would make', async () => {
    const built = readFileSync(new URL('../../dist/help.txt', import.meta.url), 'utf8')
    const made = await grammar(async () => undefined, nothingSaid, 100).getHelp()
    expect(built).toBe(`${made}\n`)
  })

  it('is for who asks for the help alone, on a terminal that has room for it', () => {
    for (const args of [[], ['send', '--help'], ['--help', 'send'], ['--version']])
      expect(quickHelp(args, 100)).toBeUndefined()
    expect(quickHelp(['--help'], 80)).toBeUndefined()
  })
})
