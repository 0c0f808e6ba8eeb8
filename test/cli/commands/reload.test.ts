import { expect, it } from 'vitest'
import { reloadLines } from '../../../src/cli/commands/reload.ts'

it('earshot reload shows what changed, what waits for a restart, and what could not be done', () => {
  const change = { setting: 'log-level', from: 'info', to: 'debug', place: '/etc/c.toml:2' }
  expect(reloadLines({ changed: [], waiting: [], problems: [] })).toEqual([
    'read again: the configuration, and the files that it names',
    'no setting has changed',
  ])
  const waiting = [{ ...change, setting: 'port', from: '1', to: '\x1b[2J' }]
  expect(reloadLines({ changed: [change], waiting, problems: ['the log'] }).slice(1)).toEqual([
    'from now on:',
    '  log-level  info -> debug  (/etc/c.toml:2)',
    'after a restart:',
    '  port  1 -> \u241b[2J  (/etc/c.toml:2)',
    'the log',
  ])
})
