import { describe, expect, it } from 'vitest'
import { isoTime } from '../../src/protocol/time.ts'

describe('isoTime', () => {
  it('is UTC with milliseconds, as server-time has it', () => {
    expect(isoTime(0)).toBe('1970-01-01T00:00:00.000Z')
    expect(isoTime(Date.parse('2026-11-22T22:04:26.123Z'))).toBe('2026-11-22T22:04:26.123Z')
  })
})
