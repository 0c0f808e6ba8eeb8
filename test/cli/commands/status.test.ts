import { describe, expect, it } from 'vitest'
import { duration, statusLines } from '../../../src/cli/commands/status.ts'

describe('statusLines', () => {
  it('says the daemon’s fields in units that people read', () => {
    expect(statusLines({ room: 'Office', uptimeMs: 61_000, rssBytes: 52_428_800, port: 1 })).toEqual([
      'room    Office',
      'up for  1 min',
      'memory  50.0 MiB',
      'port    1',
    ])
    expect(statusLines({ page: ['http://10.0.0.1:1/', 'http://10.1.0.1:1/'] })).toEqual([
      'page  http://10.0.0.1:1/  http://10.1.0.1:1/',
    ])
  })
})

describe('duration', () => {
  it('keeps two units at most', () => {
    expect([999, 59_000, 3_599_000, 3_660_000, 90_000_000].map(duration)).toEqual([
      '0 s',
      '59 s',
      '59 min',
      '1 h 1 min',
      '1 d 1 h',
    ])
  })
})
