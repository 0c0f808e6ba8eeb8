import { describe, expect, it } from 'vitest'
import { backOff, isFinal } from '../../src/client/back-off.ts'
import type { End } from '../../src/client/model.ts'

describe('backOff', () => {
  it('doubles from half a second to half a minute, and is up to a half shorter by chance', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 1e9].map((tries) => backOff(tries, 0))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ])
    expect(backOff(3, 0.999)).toBeGreaterThan(2_000)
    expect(backOff(3, 0.999)).toBeLessThan(2_010)
  })
})

describe('isFinal', () => {
  const rows: readonly [End, boolean][] = [
    [{ cause: 'quit', text: '' }, true],
    [{ cause: 'lost', text: 'nothing was heard for 25 s' }, false],
    [{ cause: 'closed', text: 'Server shutting down' }, false],
    [{ cause: 'closed', text: 'Killed (ann (enough))' }, true],
    [{ cause: 'closed', text: 'Replaced' }, true],
    [{ cause: 'auth', text: 'K-lined (x)', code: '465' }, true],
    [{ cause: 'auth', text: 'Too many connections' }, false],
    [{ cause: 'nick', text: 'erroneous', code: '432' }, true],
    [{ cause: 'nick', text: 'in use', code: '433' }, false],
  ]

  it.each(rows)('says of %j: %s', (end, final) => {
    expect(isFinal(end, true)).toBe(final)
  })

  it('is always so for who never was a member', () => {
    for (const [end] of rows) expect(isFinal(end, false)).toBe(true)
  })
})
