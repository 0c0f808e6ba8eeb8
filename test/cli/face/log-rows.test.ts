import { describe, expect, it } from 'vitest'
import { LogRows } from '../../../src/cli/face/log-rows.ts'
import { parseEntry } from '../../../src/ops/logs/entry.ts'

const time = '2026-11-28T08:09:10.123Z'
const plain = { isTerminal: false, hasColour: false }
const rowsOf = (fields: object, look = plain): string[] =>
  new LogRows(look).rows(parseEntry(JSON.stringify({ level: 'info', time, pid: 1, boot: 'b', ...fields })))

describe('rows of the log', () => {
  it('have the time, the level and the event in columns, and what the event says behind them', () => {
    expect(rowsOf({ evt: 'conn.active', conn: 7, address: '10.0.0.1', nick: 'ann' })).toEqual([
      `${time}  info   conn.active             conn=7  address=10.0.0.1  nick=ann`,
    ])
  })

  it('quote what could be taken for something else', () => {
    expect(rowsOf({ evt: 'conn.left', reason: 'Ping timeout', nick: 'a=b', name: '' })[0]).toContain(
      'reason="Ping timeout"  nick="a=b"  name=""',
    )
  })

  it('say a fault with its code, and below it where it was', () => {
    const err = {
      type: 'TypeError',
      message: 'no',
      code: 'E_NO',
      stack: 'TypeError: no\n    at f (a.js:1)\nsecret',
    }
    expect(rowsOf({ level: 'fatal', evt: 'daemon.failed', err })).toEqual([
      `${time}  fatal  daemon.failed           err="TypeError: no (E_NO)"`,
      '    at f (a.js:1)',
    ])
  })

  it('say each day and life of the daemon once on a terminal, and the time by its clock', () => {
    const rows = new LogRows({ isTerminal: true, hasColour: false })
    const entry = parseEntry(JSON.stringify({ level: 'info', time, boot: 'b00t', evt: 'daemon.root' }))
    expect(rows.rows(entry)).toEqual([
      expect.stringMatching(/^── 2026-11-\d\d {2}b00t ──$/),
      expect.stringMatching(/^\d\d:\d\d:10\.123 {2}info {3}daemon\.root$/),
    ])
    expect(rows.rows(entry)).toHaveLength(1)
  })

  it('have an address with its port on a terminal', () => {
    const look = { isTerminal: true, hasColour: false }
    expect(rowsOf({ evt: 'x', address: '10.0.0.1', port: 5 }, look)[1]).toContain('  address=10.0.0.1:5')
    expect(rowsOf({ evt: 'x', address: '::1', port: 5 }, look)[1]).toContain('  address=[::1]:5')
  })

  it('are coloured where something is wrong', () => {
    const look = { isTerminal: true, hasColour: true }
    expect(rowsOf({ level: 'warn', evt: 'daemon.root' }, look)[1]).toContain('\u001b[33mwarn ')
    expect(rowsOf({ level: 'error', evt: 'x' }, look)[1]).toContain('\u001b[31merror')
  })

  it('can do nothing to a terminal, whatever is in the file', () => {
    const hostile = '\u001b]0;owned\u0007\u202e\u009b31m\n'
    const shown = [
      ...rowsOf({ evt: hostile, nick: hostile, [hostile]: 1, list: [hostile], err: hostile }),
      ...rowsOf({
        evt: 'x',
        level: hostile,
        time: hostile,
        err: { type: hostile, stack: `    at ${hostile}` },
      }),
      ...new LogRows(plain).rows(parseEntry(`${hostile} no JSON`)),
    ].join('')
    expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
  })
})
