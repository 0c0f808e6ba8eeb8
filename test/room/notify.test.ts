import { describe, expect, it } from 'vitest'
import type { OutLine } from '../../src/room/outcome.ts'
import { watch } from '../../src/room/watchers.ts'
import { Scene } from './harness.ts'

/** Who watches whom, by nick. */
function watching(scene: Scene, watcher: string, nick: string): Scene {
  const member = scene.room.members.get(scene.id(watcher))
  if (member !== undefined) watch(scene.room, member, nick)
  return scene
}

const scene = (): Scene => new Scene().enter('ann', 'bob', 'cid').join('#a', 'ann', 'bob')

const linesOf = (scene: Scene, nick: string, text: string): OutLine[] =>
  scene.outcomes(scene.id(nick), text).flatMap((outcome) => (outcome.type === 'said' ? outcome.line : []))

describe('what is new about a member', () => {
  it('is told to who shares a channel, and to who watches it from elsewhere (extended-monitor)', () => {
    expect(watching(scene(), 'cid', 'ANN').line('ann', 'AWAY x')).toEqual([
      'ann < :s 306 ann :You have been marked as being away',
      'bob < :ann!~ann@h AWAY :x',
      'cid < :ann!~ann@h AWAY :x',
    ])
    expect(watching(scene(), 'cid', 'ann').line('ann', 'SETNAME A')).toEqual([
      'ann,bob < :ann!~ann@h SETNAME :A',
      'cid < :ann!~ann@h SETNAME :A',
    ])
  })

  it('is told once to who does both, and to oneself as to nobody else', () => {
    const both = watching(watching(scene(), 'bob', 'ann'), 'ann', 'ann')
    expect(both.line('ann', 'AWAY x').slice(1)).toEqual(['bob < :ann!~ann@h AWAY :x'])
    expect(both.line('ann', 'SETNAME A')).toEqual(['ann,bob < :ann!~ann@h SETNAME :A'])
  })

  it('of who is in no channel is told to watchers, and to oneself where the verb is', () => {
    const watched = watching(scene(), 'ann', 'cid')
    expect(watched.line('cid', 'AWAY x').slice(1)).toEqual(['ann < :cid!~cid@h AWAY :x'])
    expect(watched.line('cid', 'SETNAME C')).toEqual([
      'cid < :cid!~cid@h SETNAME :C',
      'ann < :cid!~cid@h SETNAME :C',
    ])
  })

  it('is AWAY after the 730, if it comes online away already, to who watches it from elsewhere', () => {
    const office = watching(watching(scene(), 'bob', 'eve'), 'ann', 'anna')
    const entry = {
      type: 'register',
      atMs: office.atMs,
      user: '~eve',
      host: 'h',
      address: 'h',
      realname: 'eve',
    } as const
    const { id: by } = office.stranger()
    const told = office.run({ ...entry, by, nick: 'eve', away: 'at lunch' })
    expect(told.slice(-2)).toEqual(['bob < :s 730 bob :eve!~eve@h', 'bob < :eve!~eve@h AWAY :at lunch'])
    office.line('bob', 'AWAY x')
    // Who shares a channel with bob knows it.
    expect(office.line('bob', 'NICK anna')).toEqual([
      'ann,bob < :bob!~bob@h NICK anna',
      'ann < :s 730 ann :anna!~bob@h',
    ])
    expect(watching(office, 'cid', 'eva').line('eve', 'NICK eva').slice(-2)).toEqual([
      'cid < :s 730 cid :eva!~eve@h',
      'cid < :eva!~eve@h AWAY :at lunch',
    ])
  })

  it('is one event with one id, and needs the capability only where no channel is shared', () => {
    const [near, far] = linesOf(watching(scene(), 'cid', 'ann'), 'ann', 'AWAY x')
    expect([near?.needs, far?.needs]).toEqual([undefined, 'extended-monitor'])
    expect(far?.msgid).toBe(near?.msgid)
  })
})
