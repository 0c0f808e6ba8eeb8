import { describe, expect, it } from 'vitest'
import type { Member } from '../../../src/room/room.ts'
import { setUserMode } from '../../../src/room/user-modes.ts'
import { Scene } from '../harness.ts'

const scene = (): Scene => {
  const made = new Scene().enter('ann', 'bob', 'cid').join('#a', 'ann', 'bob')
  made.register('Dan', { user: '~dd', host: '10.0.0.4', realname: 'Dan Ér' })
  return made
}

const memberOf = (of: Scene, nick: string): Member => {
  const member = of.room.members.get(of.id(nick))
  if (member === undefined) throw new Error(`${nick} is not here`)
  return member
}

/** The nicks of all 352. */
const nicksOf = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => (line.includes(' 352 ') ? (line.split(' ')[9] ?? '') : []))

describe('WHO', () => {
  it('of a channel lists its members with rank and away', () => {
    const away = scene()
    away.line('bob', 'AWAY x')
    expect(away.line('cid', 'WHO #A')).toEqual([
      'cid < :s 352 cid #a ~ann h s ann H@ :0 ann',
      'cid < :s 352 cid #a ~bob h s bob G :0 bob',
      'cid < :s 315 cid #A :End of WHO list',
    ])
  })

  it('of a nick gives that one, in no channel', () => {
    expect(scene().line('ann', 'WHO BOB')).toEqual([
      'ann < :s 352 ann * ~bob h s bob H :0 bob',
      'ann < :s 315 ann BOB :End of WHO list',
    ])
  })

  it('of a mask looks at nick, user, host, realname, all of them together, and the server', () => {
    const who = (mask: string): string[] =>
      scene()
        .line('ann', `WHO ${mask}`)
        .slice(0, -1)
        .map((line) => line.split(' ')[9] ?? '')
    expect(who('?an')).toEqual(['Dan'])
    expect(who('~d*')).toEqual(['Dan'])
    expect(who('10.*')).toEqual(['Dan'])
    expect(who('*?r')).toEqual(['Dan'])
    expect(who('*')).toEqual(['ann', 'bob', 'cid', 'Dan'])
    expect(who('0')).toHaveLength(4)
    expect(who('x*')).toEqual([])
    expect(who('d*!~d?@10.*')).toEqual(['Dan'])
    expect(who('d*@11.*')).toEqual([])
    expect(who('S')).toHaveLength(4)
  })

  it('of a mask looks at accounts, and at addresses for room operators', () => {
    const seen = scene()
    memberOf(seen, 'bob').account = 'Robert'
    memberOf(seen, 'bob').host = 'cloak'
    expect(seen.line('cid', 'WHO robert')).toHaveLength(2)
    expect(seen.line('cid', 'WHO cloak')).toHaveLength(2)
    expect(nicksOf(seen.line('cid', 'WHO h'))).toEqual(['ann', 'cid'])
    expect(nicksOf(seen.line('bob', 'WHO h'))).toEqual(['ann', 'bob', 'cid'])
    setUserMode(seen.room, memberOf(seen, 'cid'), 'o', true)
    expect(nicksOf(seen.line('cid', 'WHO h'))).toEqual(['ann', 'bob', 'cid'])
  })

  it('of a mask that is longer than masks may be lists nobody', () => {
    const { limits } = scene().room.facts
    const long = '*'.repeat(limits.maskBytes)
    expect(nicksOf(scene().line('ann', `WHO ${long}`))).toHaveLength(4)
    expect(scene().line('ann', `WHO ${long}*`)).toEqual([`ann < :s 315 ann ${long}* :End of WHO list`])
  })

  it('without a mask lists everybody, of nothing nobody', () => {
    expect(scene().line('ann', 'WHO')).toHaveLength(5)
    expect(scene().line('ann', 'WHO').at(-1)).toBe('ann < :s 315 ann * :End of WHO list')
    expect(scene().line('ann', 'WHO #none')).toEqual(['ann < :s 315 ann #none :End of WHO list'])
    expect(scene().line('ann', 'WHO :')).toEqual(['ann < :s 315 ann * :End of WHO list'])
  })

  it('with `o` lists room operators only', () => {
    const ruled = scene()
    expect(ruled.line('ann', 'WHO * o')).toEqual(['ann < :s 315 ann * :End of WHO list'])
    setUserMode(ruled.room, memberOf(ruled, 'bob'), 'o', true)
    expect(nicksOf(ruled.line('ann', 'WHO * o'))).toEqual(['bob'])
    expect(nicksOf(ruled.line('ann', 'WHO #a o'))).toEqual(['bob'])
    expect(ruled.line('ann', 'WHO ann o')).toHaveLength(1)
  })

  it('flags who is away, a room operator, of what rank, and a bot, in this order', () => {
    const flagged = scene()
    flagged.line('ann', 'AWAY x')
    flagged.line('ann', 'MODE #a +v ann')
    for (const mode of ['o', 'B'] as const) setUserMode(flagged.room, memberOf(flagged, 'ann'), mode, true)
    expect(flagged.line('cid', 'WHO #a')[0]).toBe('cid < :s 352 cid #a ~ann h s ann G*@+B :0 ann')
    expect(flagged.line('cid', 'WHO ann')[0]).toBe('cid < :s 352 cid * ~ann h s ann G*B :0 ann')
  })

  it('leaves out what is too much, and says so', () => {
    const crowd = new Scene({ limits: { whoMatches: 2 } }).enter('ann', 'bob', 'cid')
    expect(crowd.line('ann', 'WHO ?*')).toEqual([
      'ann < :s 352 ann * ~ann h s ann H :0 ann',
      'ann < :s 352 ann * ~bob h s bob H :0 bob',
      'ann < :s 416 ann WHO ?* :Too many matches; not all are shown',
      'ann < :s 315 ann ?* :End of WHO list',
    ])
    expect(crowd.line('ann', 'WHO b* %n')).toHaveLength(2)
  })

  it('keeps a secret channel to its members and room operators', () => {
    const secret = scene()
    secret.room.channels.get('#a')?.flags.add('s')
    expect(secret.line('ann', 'WHO #a')).toHaveLength(3)
    expect(secret.line('cid', 'WHO #a')).toEqual(['cid < :s 315 cid #a :End of WHO list'])
    setUserMode(secret.room, memberOf(secret, 'cid'), 'o', true)
    expect(secret.line('cid', 'WHO #a')).toHaveLength(3)
  })

  it('of a channel hides the invisible from who is outside, though it shares another one with them', () => {
    const hidden = scene().join('#b', 'bob', 'cid')
    hidden.line('bob', 'MODE bob +i')
    expect(hidden.line('cid', 'WHO #a')).toHaveLength(2)
    expect(hidden.line('cid', 'WHO #b')).toHaveLength(3)
    expect(hidden.line('cid', 'WHO b*')).toHaveLength(2)
  })

  it('hides the invisible from who shares no channel with them and does not know their nick', () => {
    const hidden = scene()
    hidden.line('bob', 'MODE bob +i')
    expect(hidden.line('cid', 'WHO b*')).toHaveLength(1)
    expect(hidden.line('cid', 'WHO #a')).toHaveLength(2)
    expect(hidden.line('cid', 'WHO bob')).toHaveLength(2)
    expect(hidden.line('ann', 'WHO b*')).toHaveLength(2)
    expect(hidden.line('ann', 'WHO #a')).toHaveLength(3)
    setUserMode(hidden.room, memberOf(hidden, 'cid'), 'o', true)
    expect(hidden.line('cid', 'WHO b*')).toHaveLength(2)
    expect(hidden.line('cid', 'WHO #a')).toHaveLength(3)
  })
})
