import { describe, expect, it } from 'vitest'
import { limitsFor } from '../../../src/cli/daemon/limits.ts'
import { defaultLimits } from '../../../src/protocol/limits.ts'

describe('the limits of a daemon', () => {
  it('are the defaults', () => {
    expect(limitsFor({ limits: true })).toEqual(defaultLimits)
  })

  it('show as many earlier messages as --replay says, bounded or not', () => {
    expect(limitsFor({ limits: true, replay: 0 })).toEqual({ ...defaultLimits, historyReplayed: 0 })
    expect(limitsFor({ limits: false, replay: 7 }).historyReplayed).toBe(7)
    expect(limitsFor({ limits: false }).historyReplayed).toBe(0)
  })
})
