import { describe, expect, it } from 'vitest'
import { actionOf, groups, keyLabel } from '../../src/tui/keys.ts'
import { commands } from '../../src/tui/commands.ts'
import { Person } from './stage.ts'

describe('the key map', () => {
  it('gives each key one thing to do', () => {
    const keys = Object.values(groups).flatMap((rows) => rows.flatMap((row) => row.keys))
    expect(new Set(keys).size).toBe(keys.length)
    expect(actionOf('C-a')).toBe('line-start')
    expect(actionOf('x')).toBeUndefined()
  })

  it('names keys as people do', () => {
    expect(['C-a', 'M-up', 'S-tab', 'pageup', 'M-<', 'f1', 'C-home'].map(keyLabel)).toEqual([
      'Ctrl-A',
      'Alt-Up',
      'Shift-Tab',
      'PgUp',
      'Alt-<',
      'F1',
      'Ctrl-Home',
    ])
  })

  it('is what F1 shows, with every command', async () => {
    const ann = new Person({ columns: 160, rows: 60 }).press('f1')
    const shown = (await ann.look()).join('\n')
    for (const row of Object.values(groups).flat()) expect(shown).toContain(row.means)
    for (const { usage } of Object.values(commands)) expect(shown).toContain(usage)
    expect((await ann.press('escape').look()).join('\n')).not.toContain('Ctrl-A')
  })

  it('can be read on a small screen, page by page', async () => {
    const ann = new Person({ columns: 80, rows: 24 }).type('/help').press('return')
    expect((await ann.look())[1]).toMatch(/^Say/)
    ann.press('pagedown', 'pagedown', 'pagedown', 'pagedown', 'pagedown')
    expect((await ann.look()).join('\n')).toContain('Shift and the mouse select')
  })
})
