import { describe, expect, it } from 'vitest'
import { meanwhile } from '../../../src/ops/logs/follow.ts'
import { recent } from '../../../src/ops/logs/recent.ts'

const line = (second: number, evt: string, more: object = {}): string =>
  JSON.stringify({ level: 'info', time: `2026-11-28T08:00:0${second}.000Z`, evt, ...more })

const logOf = (...lines: string[]) => ({ back: () => lines.toReversed(), news: () => lines })
const earshot = logOf(
  line(1, 'daemon.starting'),
  line(3, 'conn.opened', { conn: 1 }),
  line(5, 'daemon.stopped'),
)
const audit = logOf(line(4, 'conn.active', { conn: 1 }))
const events = (entries: Iterable<{ evt: string }>): string[] => [...entries].map(({ evt }) => evt)

describe('recent', () => {
  it('is the last entries of several logs in the order of time', () => {
    expect(events(recent([earshot, audit], {}, 3))).toEqual(['conn.opened', 'conn.active', 'daemon.stopped'])
  })

  it('counts only what is wanted', () => {
    expect(events(recent([earshot, audit], { conn: 1 }, 1))).toEqual(['conn.active'])
    expect(events(recent([earshot, audit], { events: new Set(['daemon.starting']) }, 9))).toEqual([
      'daemon.starting',
    ])
    expect(recent([earshot, audit], { least: 'warn' }, 9)).toEqual([])
  })

  it('reads no further back than it needs', () => {
    let asked = 0
    const back = function* () {
      for (;;) yield line(1, `evt${++asked}`)
    }
    recent([{ back }], {}, 10)
    expect(asked).toBeLessThan(13)
  })

  it('shows a line that was cut off where it stands, unless something is asked for', () => {
    const torn = logOf(line(1, 'daemon.starting'), '{"half', line(3, 'daemon.stopped'))
    expect(recent([torn, audit], {}, 9).map(({ evt, line }) => evt || line)).toEqual([
      'daemon.starting',
      '{"half',
      'daemon.stopped',
      'conn.active',
    ])
    expect(events(recent([torn], { least: 'info' }, 9))).toEqual(['daemon.starting', 'daemon.stopped'])
  })
})

describe('meanwhile', () => {
  it('is what was written and is wanted, in the order of time', () => {
    expect([...meanwhile([earshot, audit], {})].map(events)).toEqual([
      ['daemon.starting', 'conn.opened', 'conn.active', 'daemon.stopped'],
    ])
    expect([...meanwhile([earshot, audit], { conn: 2 })]).toEqual([])
  })

  it('comes in parts where it is a lot', () => {
    const many = logOf(...Array.from({ length: 2_500 }, () => line(1, 'daemon.root')))
    expect([...meanwhile([many], {})].map(({ length }) => length)).toEqual([1_000, 1_000, 500])
  })
})
