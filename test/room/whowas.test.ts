import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { createRoom } from '../../src/room/room.ts'
import { type Past, keep, pastOf } from '../../src/room/whowas.ts'
import { runs } from '../runs.ts'
import { configOf, factsOf, openedMs } from './harness.ts'

const past = (nick: string, atMs: number): Past => ({
  nick,
  user: '~u',
  host: 'h',
  address: 'h',
  realname: 'r',
  account: undefined,
  atMs,
})

/** The plainest store: a list of all, from which is taken what is too old. */
function model(nicks: readonly string[], perNick: number, inAll: number): Past[] {
  let all: Past[] = []
  for (const [at, nick] of nicks.entries()) {
    all.push(past(nick, at))
    const same = all.filter((one) => one.nick.toLowerCase() === nick.toLowerCase())
    if (same.length > perNick) all = all.filter((one) => one !== same[0])
    if (all.length > inAll) all = all.slice(1)
  }
  return all
}

describe('what WHOWAS knows', () => {
  it('is what a plain list would know, in its order, within its bounds', () => {
    const nick = fc.constantFrom('a', 'A', 'b', 'c', 'd[]', 'D[]')
    fc.assert(
      fc.property(
        fc.array(nick, { maxLength: 40, size: 'max' }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 9 }),
        (nicks, whowasPerNick, whowas) => {
          const limits = { ...defaultLimits, whowasPerNick, whowas }
          const room = createRoom(factsOf({ limits }), openedMs, configOf())
          for (const [at, one] of nicks.entries()) keep(room, past(one, at))
          const known = model(nicks, whowasPerNick, whowas)
          expect([...room.whowas.all]).toEqual(known)
          for (const one of ['a', 'B', 'c', 'd[]', 'e']) {
            const same = known.filter((of) => of.nick.toLowerCase() === one.toLowerCase())
            expect(pastOf(room, one)).toEqual(same.reverse())
          }
        },
      ),
      { numRuns: runs(500) },
    )
  })

  it('takes no memory for a nick of which nothing is known any more', () => {
    const room = createRoom(factsOf({ limits: { ...defaultLimits, whowas: 1 } }), openedMs, configOf())
    for (const nick of ['a', 'b', 'c']) keep(room, past(nick, 1))
    expect([...room.whowas.byNick.keys()]).toEqual(['c'])
  })
})
