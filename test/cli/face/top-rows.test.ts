import { describe, expect, it } from 'vitest'
import { type TopAnswer, topView } from '../../../src/cli/face/top-rows.ts'
import { textWidth } from '../../../src/cli/face/width.ts'

const row = {
  id: 7,
  nick: 'ann',
  address: '192.168.1.20',
  port: 50_000,
  transport: 'tls',
  unsentBytes: 65_536,
  behindMs: 3_210,
  linesPerSecond: 1.5,
  bytesPerSecond: 999,
  silentMs: 61_000,
  openMs: 3_660_000,
}
const answer: TopAnswer = {
  room: 'Office',
  state: 'open',
  uptimeMs: 61_000,
  members: 2,
  connections: 3,
  messagesPerSecond: 0.5,
  lagMs: 12,
  unsentBytes: 70_000,
  rssBytes: 86_000_000,
  rows: [row, { ...row, id: 12, nick: undefined, unsentBytes: 0, behindMs: 0 }],
}

describe('topView', () => {
  it('has every column where there is room, numbers to the right', () => {
    expect(topView(answer, 120)).toEqual({
      head: [
        '"Office" open   up for 1 min   2 members   3 connections   0.5 messages/s   lag 12 ms   queues 70k   memory 86M',
      ],
      titles: 'ID  NICK  QUEUE    LAG  LINES/S  SENT/S  SILENT         UP  BY   FROM        ',
      rows: [
        ' 7  ann     66k  3.2 s      1.5     999   1 min  1 h 1 min  tls  192.168.1.20',
        '12  -         0      -      1.5     999   1 min  1 h 1 min  tls  192.168.1.20',
      ],
    })
  })

  it('keeps on 40 columns what matters', () => {
    const { head, titles, rows } = topView(answer, 40)
    expect(titles).toBe('ID  NICK  QUEUE    LAG  LINES/S  SENT/S')
    for (const line of [...head, ...rows]) expect(textWidth(line)).toBeLessThanOrEqual(40)
    expect(head.join(' ')).toContain('memory 86M')
  })

  it('cuts long nicks, wide ones too, and lets nothing act on the terminal', () => {
    const nicks = ['x'.repeat(32), '東'.repeat(16), '\u001b[2Jevil\u202e']
    const { rows } = topView({ ...answer, rows: nicks.map((nick) => ({ ...row, nick })) }, 40)
    for (const line of rows) expect(textWidth(line)).toBeLessThanOrEqual(40)
    expect(rows[0]).toContain(`${'x'.repeat(15)}…`)
    expect(rows.join('')).not.toMatch(/[\u0000-\u001f]/)
    expect(rows[2]).toContain('\u202e\u202c')
  })

  it('is something for any answer and any width', () => {
    for (const width of [1, 10, 200]) {
      const { head, titles, rows } = topView({ rows: [{}, 1, null] }, width)
      for (const line of [...head, titles, ...rows]) expect(textWidth(line)).toBeLessThanOrEqual(width)
    }
  })
})
