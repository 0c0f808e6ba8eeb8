import { describe, expect, it } from 'vitest'
import { statusLines } from '../../../src/cli/commands/status.ts'

describe('statusLines', () => {
  it('says the daemon’s fields in units that people read', () => {
    expect(statusLines({ room: 'Office', uptimeMs: 61_000, rssBytes: 52_428_800, port: 1 })).toEqual([
      'room    Office',
      'up for  1 min',
      'memory  50.0 MiB',
      'port    1',
    ])
    expect(statusLines({ refused: { 421: 2, 461: 1 } })).toEqual(['refused  421 2, 461 1'])
    expect(statusLines({ discovery: { answered: 3, dropped: {} } })).toEqual([
      'discovery  answered 3, dropped none',
    ])
    expect(statusLines({ page: ['http://10.0.0.1:1/', 'http://10.1.0.1:1/'] })).toEqual([
      'page  http://10.0.0.1:1/  http://10.1.0.1:1/',
    ])
  })
})

describe('the last warnings', () => {
  it('are said with their time, or that there are none', () => {
    const time = '2026-11-28T07:21:36.901Z'
    expect(statusLines({ warnings: [{ time, level: 'warn', evt: 'log.replaced' }] })).toEqual([
      expect.stringMatching(/^last warnings  2026-11-2\d \d\d:21:36 log\.replaced$/),
    ])
    expect(statusLines({ warnings: [] })).toEqual(['last warnings  none'])
  })
})
