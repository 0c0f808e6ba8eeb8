import { describe, expect, it } from 'vitest'
import { healthOf } from '../../../src/cli/commands/health.ts'

describe('health', () => {
  it('is 0 while people are let in, and 1 with the reason while they are not', () => {
    const room = { room: 'Office', members: 3, uptimeMs: 61_000 }
    expect(healthOf({ ...room, state: 'open' })).toEqual({
      line: 'ok: "Office" is open, 3 members, up for 1 min',
      code: 0,
    })
    for (const state of ['starting', 'stopping', 'full', 'odd', 1])
      expect(healthOf({ ...room, state })).toMatchObject({ code: 1 })
    expect(healthOf({ ...room, state: 'full' }).line).toBe(
      'not ready: "Office" is full: all places are taken',
    )
  })

  it('takes anything that answers', () => {
    expect(healthOf({})).toMatchObject({ code: 1 })
  })
})
