import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { nothingSaid } from '../../src/cli/config/client-values.ts'
import { grammar } from '../../src/cli/grammar.ts'
import { type Command, commandsOf } from '../../scripts/grammar.mjs'
import { whyNot } from '../tmux.ts'

/** `npm run check` holds the files against the grammar; here it is held that shells and readers take them. */

const share = fileURLToPath(new URL('../../share/', import.meta.url))
const skipped = (...programs: string[]): { skip: boolean; why: string } => {
  const reason = whyNot(...programs)
  return { skip: reason !== undefined, why: reason === undefined ? '' : ` (${reason})` }
}

const fresh = () => grammar(async () => undefined, nothingSaid, 100)
const flat = (commands: Command[]): Command[] => commands.flatMap((one) => [one, ...flat(one.commands)])

/** What is typed, with the cursor at its end, and the words that are offered. */
const offers: [typed: string, words: string[]][] = [
  ['se', ['send', 'service']],
  ['service un', ['uninstall']],
  ['service install --d', ['--dry-run']],
  ['daemon --log-level e', ['error']],
  ['daemon --no-l', ['--no-limits']],
  ['lockdown o', ['off', 'on']],
]

const bash = skipped('bash')
it.skipIf(bash.skip)(`bash completes words, options and values${bash.why}`, () => {
  const script = `source ${share}completions/earshot.bash
while read -r -a words; do COMP_WORDS=(earshot "\${words[@]}"); COMP_CWORD=\${#words[@]}; COMPREPLY=(); _earshot
printf '%s\\n' "$(printf '%s\\n' "\${COMPREPLY[@]}" | sort | paste -sd ' ')"; done`
  // fish takes the value of an option for a command.
  const all = [...offers, ['--nick ann rel', ['reload']] as const]
  const input = all.map(([typed]) => `${typed}\n`).join('')
  const said = execFileSync('bash', ['-c', script], { input, encoding: 'utf8' })
  expect(said.trimEnd().split('\n')).toEqual(all.map(([, words]) => words.join(' ')))
})

const fish = skipped('fish')
it.skipIf(fish.skip)(`fish does${fish.why}`, () => {
  const home = mkdtempSync(join(tmpdir(), 'earshot-fish-'))
  const script = `source ${share}completions/earshot.fish; while read -l typed; complete -C "earshot $typed" | cut -f 1 | string join ' '; end`
  const input = offers.map(([typed]) => `${typed}\n`).join('')
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home }
  try {
    const said = execFileSync('fish', ['--no-config', '-c', script], { input, encoding: 'utf8', env })
    expect(said.trimEnd().split('\n')).toEqual(offers.map(([, words]) => words.join(' ')))
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
})

const zsh = skipped('zsh')
it.skipIf(zsh.skip)(`zsh reads its completion${zsh.why}`, () => {
  execFileSync('zsh', ['-f', '-n', `${share}completions/_earshot`])
})

const groff = skipped('groff')
it.skipIf(groff.skip)(`groff has nothing to say against the page of the manual${groff.why}`, () => {
  const args = ['-man', '-Tutf8', '-ww', '-z', `${share}man/earshot.1`]
  expect(spawnSync('groff', args, { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '', stderr: '' })
})

describe('the help of every command', () => {
  it.each(flat(commandsOf(fresh())).map(({ words }) => words))('fits in 100 columns: %s', async (words) => {
    const help = await new Promise<string>((resolve) => {
      void fresh().parse([...words.split(' '), '--help'], (_error: unknown, _argv: unknown, said: string) =>
        resolve(said),
      )
    })
    expect(help).toContain(`earshot ${words}`)
    for (const line of help.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100)
  })
})
