import { expect, it } from 'vitest'
import { type Column, type Form, sayRows, shortSize, shortTime, textOf } from '../../../src/cli/face/rows.ts'

const columns: readonly Column[] = [
  ['NICK', ({ nick }) => textOf(nick)],
  ['IDLE', ({ idle }) => shortTime(idle)],
]
const rows = [
  { nick: 'ann', idle: 61 },
  { nick: 'b\x1b[2Job', idle: undefined },
]
const said = (form: Form): string[] => {
  const lines: string[] = []
  sayRows({ say: (line) => void lines.push(line), note: () => {} }, form, rows, columns)
  return lines
}

it('is a table for people, and columns or objects for scripts, with nothing in it that acts on a terminal', () => {
  expect(said('table')[0]).toMatch(/^NICK +IDLE$/)
  expect(said('table')[1]).toMatch(/^ann +1 min$/)
  expect(said('tabs')[0]).toBe('ann\t1 min')
  expect(said('json')[0]).toBe('{"nick":"ann","idle":61}')
  for (const form of ['table', 'tabs', 'json'] as const) expect(said(form).join('')).not.toContain('\x1b')
})

it('says times and sizes in few letters', () => {
  expect([0, 59, 60, 3_600, 90_000, undefined].map(shortTime)).toEqual([
    '0 s',
    '59 s',
    '1 min',
    '1 h',
    '1 d',
    '',
  ])
  expect([0, 1023, 1536, 3 * 2 ** 20, 'x'].map(shortSize)).toEqual([
    '0 B',
    '1023 B',
    '1.5 KiB',
    '3.0 MiB',
    '',
  ])
})
