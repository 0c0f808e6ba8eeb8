import { describe, expect, it } from 'vitest'
import { isoTime, parseIsoTime } from '../../src/protocol/time.ts'

describe('isoTime', () => {
  it('is UTC with milliseconds, as server-time has it', () => {
    expect(isoTime(0)).toBe('1970-01-01T00:00:00.000Z')
    expect(isoTime(Date.parse('2026-11-22T22:04:26.123Z'))).toBe('2026-11-22T22:04:26.123Z')
  })
})

describe('parseIsoTime', () => {
  it('reads what isoTime wrote', () => {
    for (const atMs of [0, 1_764_000_000_123, 253_402_300_799_999])
      expect(parseIsoTime(isoTime(atMs))).toBe(atMs)
  })

  it.each([
    '',
    'x',
    '2026-11-22T22:04:26Z',
    '2026-11-22T22:04:26.123',
    '2026-11-22T22:04:26.123+01:00',
    '2026-02-30T00:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
    '2026-11-22T25:00:00.000Z',
    '+012026-11-22T22:04:26.123Z',
    '2026-11-22T22:04:26.123Z ',
  ])('takes no other form, and no day that there is not: %j', (text) => {
    expect(parseIsoTime(text)).toBeUndefined()
  })
})
