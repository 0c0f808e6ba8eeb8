import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { enlist, isBanned, isInvitedByMask, isMuted, unlist } from '../../src/room/bans.ts'
import { findChannel, findNick } from '../../src/room/channels.ts'
import type { Channel, ListMode, Member } from '../../src/room/room.ts'
import { runs } from '../runs.ts'
import { Scene } from './harness.ts'

/** Ann's channel, where bob is not, with these masks on its lists. */
function room(masks: Partial<Record<ListMode, readonly string[]>>): { channel: Channel; bob: Member } {
  const scene = new Scene().enter('ann', 'bob').join('#a', 'ann')
  const channel = findChannel(scene.room, '#a')
  const bob = findNick(scene.room, 'bob')
  if (channel === undefined || bob === undefined) throw new Error('nobody is here')
  for (const mode of ['b', 'e', 'I'] as const) {
    for (const mask of masks[mode] ?? []) enlist(channel, mode, { mask, by: 'ann!u@h', atMs: 0 })
  }
  return { channel, bob }
}

const banned = (b: readonly string[], e: readonly string[] = []): boolean => {
  const { channel, bob } = room({ b, e })
  return isBanned(channel, bob)
}
const muted = (b: readonly string[], e: readonly string[] = []): boolean => {
  const { channel, bob } = room({ b, e })
  return isMuted(channel, bob)
}

describe('a ban', () => {
  it('keeps out and silences whom a mask of b matches, in any case', () => {
    expect(banned(['ann!*@*', 'BO?!~*@H'])).toBe(true)
    expect(muted(['ann!*@*', 'BO?!~*@H'])).toBe(true)
    expect(banned(['ann!*@*', 'bob!*@elsewhere'])).toBe(false)
    expect(muted([])).toBe(false)
  })

  it('is nothing to whom a mask of e matches', () => {
    expect(banned(['*!*@*'], ['bob!*@*'])).toBe(false)
    expect(muted(['*!*@*'], ['bob!*@*'])).toBe(false)
    expect(banned(['*!*@*'], ['ann!*@*'])).toBe(true)
  })

  it('with m: only silences; with m: in e it still keeps out', () => {
    expect(banned(['m:bob!*@*'])).toBe(false)
    expect(muted(['m:bob!*@*'])).toBe(true)
    expect(muted(['m:bob!*@*'], ['m:bob!*@*'])).toBe(false)
    expect(muted(['m:bob!*@*'], ['bob!*@*'])).toBe(false)
    expect(banned(['bob!*@*'], ['m:bob!*@*'])).toBe(true)
    expect(muted(['bob!*@*'], ['m:bob!*@*'])).toBe(false)
  })

  it('with a: is about the account that they are logged in to; a:* is any, and nobody without one', () => {
    const { channel, bob } = room({ b: ['*!*@*'], e: ['a:*', 'm:a:bob'] })
    expect(isBanned(channel, bob)).toBe(true)
    bob.account = 'ann'
    expect([isBanned(channel, bob), isMuted(channel, bob)]).toEqual([false, false])
    const other = room({ b: ['a:B?b', 'm:a:x*'] })
    other.bob.account = 'Bob'
    expect(isBanned(other.channel, other.bob)).toBe(true)
    other.bob.account = 'Xaver'
    expect([isBanned(other.channel, other.bob), isMuted(other.channel, other.bob)]).toEqual([false, true])
    other.bob.account = undefined
    expect(isMuted(other.channel, other.bob)).toBe(false)
  })

  it('matches the host that is seen, and the address behind it', () => {
    const { channel, bob } = room({ b: ['*!*@h'] })
    bob.host = 'a.cloak'
    expect(isBanned(channel, bob)).toBe(true)
    expect(isBanned(channel, { ...bob, address: 'elsewhere' })).toBe(false)
    expect(isBanned(channel, { ...bob, address: 'elsewhere', host: 'h' })).toBe(true)
  })

  it('is asked anew of who has another nick, user or host', () => {
    const { channel, bob } = room({ b: ['bob!*@*', '*!root@*', '*!*@cloak'] })
    expect(isBanned(channel, bob)).toBe(true)
    bob.nick = 'rob'
    expect(isBanned(channel, bob)).toBe(false)
    bob.user = 'root'
    expect(isBanned(channel, bob)).toBe(true)
    bob.user = 'u'
    expect(isBanned(channel, bob)).toBe(false)
    bob.host = 'cloak'
    expect(isBanned(channel, bob)).toBe(true)
  })

  it('is asked anew when a list changes', () => {
    const { channel, bob } = room({ b: ['x!*@*'] })
    expect(isMuted(channel, bob)).toBe(false)
    enlist(channel, 'b', { mask: 'bob!*@*', by: '', atMs: 0 })
    expect(isMuted(channel, bob)).toBe(true)
    enlist(channel, 'e', { mask: 'm:bob!*@*', by: '', atMs: 0 })
    expect(isMuted(channel, bob)).toBe(false)
    unlist(channel, 'e', 'm:BOB!*@*')
    expect(isMuted(channel, bob)).toBe(true)
    unlist(channel, 'b', 'bob!*@*')
    expect(isMuted(channel, bob)).toBe(false)
  })
})

describe('what is kept of the lists', () => {
  const masks = ['bob!*@*', 'm:*', '*!*@h', 'm:rob!*@*', '*!root@*', 'x!*@*']
  const step = fc.oneof(
    fc.tuple(
      fc.constantFrom('b' as const, 'e' as const, 'I' as const),
      fc.constantFrom(...masks),
      fc.boolean(),
    ),
    fc.tuple(
      fc.constantFrom('nick' as const, 'user' as const, 'host' as const),
      fc.constantFrom('bob', 'rob', 'root', 'h', 'x'),
    ),
  )
  const say = (channel: Channel, member: Member): boolean[] =>
    [isBanned, isMuted, isInvitedByMask].map((asked) => asked(channel, member))

  it('is what they say now, whatever has changed meanwhile', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { channel, bob } = room({})
        for (const [what, value, add] of steps) {
          if (what === 'nick' || what === 'user' || what === 'host') bob[what] = value
          else if (add === true) enlist(channel, what, { mask: value, by: '', atMs: 0 })
          else unlist(channel, what, value)
          expect(say(channel, bob)).toEqual(say({ ...channel, lists: { ...channel.lists } }, bob))
        }
      }),
      { numRuns: runs(300) },
    )
  })
})

describe('a mask of I', () => {
  it('is an invitation to whom it matches; an extban is none', () => {
    const invited = (I: readonly string[]): boolean => {
      const { channel, bob } = room({ I })
      return isInvitedByMask(channel, bob)
    }
    expect(invited(['bob!*@*'])).toBe(true)
    expect(invited(['ann!*@*'])).toBe(false)
    expect(invited(['m:bob!*@*'])).toBe(false)
    expect(invited([])).toBe(false)
  })
})

describe('a list', () => {
  it('has each mask once, in any case, as it was spelt first', () => {
    const { channel } = room({ b: ['Bob!*@*'] })
    expect(enlist(channel, 'b', { mask: 'bOB!*@*', by: '', atMs: 0 })).toBe(false)
    expect([...channel.lists.b.values()].map(({ mask }) => mask)).toEqual(['Bob!*@*'])
    expect(unlist(channel, 'b', 'BOB!*@*')).toBe('Bob!*@*')
    expect(unlist(channel, 'b', 'bob!*@*')).toBeUndefined()
  })
})
