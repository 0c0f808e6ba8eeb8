import { describe, expect, it } from 'vitest'
import { setUserMode } from '../../../src/room/user-modes.ts'
import { Scene } from '../harness.ts'

/** Ann is the operator of #a, bob a member, cid outside. */
const scene = (limits = {}): Scene =>
  new Scene({ limits }).enter('ann', 'bob', 'cid').join('#a', 'ann', 'bob')
const joined = 'ann,bob,cid < :cid!~cid@h JOIN #a * :cid'

describe('INVITE', () => {
  it('is answered 341 and told to who is invited, under the names as they are spelt', () => {
    expect(scene().line('ann', 'INVITE CID #A')).toEqual([
      'ann < :s 341 ann cid :#a',
      'cid < :ann!~ann@h INVITE cid #a',
    ])
  })

  it('of who is away is answered 301 too', () => {
    const away = scene()
    away.line('cid', 'AWAY :at lunch')
    expect(away.line('ann', 'INVITE cid #a')[1]).toBe('ann < :s 301 ann cid :at lunch')
  })

  it('is refused: nobody of the nick 401, no channel 403, from outside 442, of a member 443, short of it 461', () => {
    const refusal = (nick: string, line: string): string[] => scene().line(nick, line)
    expect(refusal('ann', 'INVITE nobody #a')).toEqual(['ann < :s 401 ann nobody :No such nick/channel'])
    expect(refusal('ann', 'INVITE cid #none')).toEqual(['ann < :s 403 ann #none :No such channel'])
    expect(refusal('cid', 'INVITE cid #a')).toEqual(["cid < :s 442 cid #a :You're not on that channel"])
    expect(refusal('ann', 'INVITE bob #a')).toEqual(['ann < :s 443 ann bob #a :is already on channel'])
    expect(refusal('ann', 'INVITE ann #a')).toEqual(['ann < :s 443 ann ann #a :is already on channel'])
    expect(refusal('ann', 'INVITE cid')).toEqual(['ann < :s 461 ann INVITE :Not enough parameters'])
  })

  it('to a secret channel is 403 from outside, as if there was none', () => {
    const secret = scene()
    secret.line('ann', 'MODE #a +s')
    expect(secret.line('cid', 'INVITE bob #a')).toEqual(['cid < :s 403 cid #a :No such channel'])
  })

  it('into a +i channel is for its operators: 482', () => {
    const closed = scene()
    expect(closed.line('bob', 'INVITE cid #a')[0]).toBe('bob < :s 341 bob cid :#a')
    closed.line('ann', 'MODE #a +i')
    expect(closed.line('bob', 'INVITE cid #a')).toEqual(["bob < :s 482 bob #a :You're not channel operator"])
  })

  it('is told to the other operators who asked for that, as the same message (invite-notify)', () => {
    const told = scene().join('#a', 'cid').enter('dan')
    told.line('ann', 'MODE #a +o bob')
    const said = told.outcomes(told.id('ann'), 'INVITE dan #a').filter(({ type }) => type === 'said')
    const lines = said.map((outcome) => (outcome.type === 'said' ? outcome : undefined))
    expect(lines.map((outcome) => [outcome?.line.needs, outcome?.to.also])).toEqual([
      [undefined, [told.id('dan')]],
      ['invite-notify', [told.id('bob')]],
    ])
    expect(lines[0]?.line.msgid).toBe(lines[1]?.line.msgid)
  })

  it.each(['+i', '+k secret', '+l 1', '+b *'])('by an operator lets in past %s, once', (modes) => {
    const closed = scene()
    closed.line('ann', `MODE #a ${modes}`)
    expect(closed.line('cid', 'JOIN #a')[0]).toMatch(/ 47[1345] /)
    closed.line('ann', 'INVITE cid #a')
    expect(closed.line('cid', 'JOIN #a')[0]).toBe(joined)
    closed.line('cid', 'PART #a')
    expect(closed.line('cid', 'JOIN #a')[0]).toMatch(/ 47[1345] /)
  })

  it('by who is no operator is word of the channel only: it undoes no ban', () => {
    const banned = scene()
    banned.line('ann', 'MODE #a +b cid')
    banned.line('bob', 'INVITE cid #a')
    expect(banned.line('cid', 'JOIN #a')[0]).toContain(' 474 cid #a ')
    expect(banned.line('cid', 'INVITE')).toEqual(['cid < :s 337 cid :End of /INVITE list'])
  })

  it('alone lists the invitations that one has, until they are used or their channel is gone', () => {
    const many = scene().join('#b', 'ann').join('#c', 'ann')
    for (const channel of ['#a', '#b', '#c']) many.line('ann', `INVITE cid ${channel}`)
    const listed = (): string[] => many.line('cid', 'INVITE').map((line) => line.replace('cid < :s ', ''))
    expect(listed()).toEqual(['336 cid :#a', '336 cid :#b', '336 cid :#c', '337 cid :End of /INVITE list'])
    many.line('cid', 'JOIN #a')
    many.line('ann', 'PART #b')
    expect(listed()).toEqual(['336 cid :#c', '337 cid :End of /INVITE list'])
  })

  it('is kept over a change of nick, and not by who comes later under the old one', () => {
    const closed = scene()
    closed.line('ann', 'MODE #a +i')
    closed.line('ann', 'INVITE cid #a')
    closed.line('cid', 'NICK eve')
    closed.enter('cid')
    expect(closed.line('cid', 'JOIN #a')[0]).toContain(' 473 ')
    expect(closed.line('eve', 'JOIN #a')[0]).toContain(' JOIN #a')
  })

  it('is forgotten, the oldest first, where a member or a channel has more of them than the limit says', () => {
    const few = scene({ invitations: 2 }).enter('dan', 'eve').join('#b', 'ann').join('#c', 'ann')
    const open = (nick: string): number => few.line(nick, 'INVITE').length - 1
    for (const nick of ['cid', 'dan', 'cid', 'eve']) few.line('ann', `INVITE ${nick} #a`)
    expect([open('cid'), open('dan'), open('eve')]).toEqual([1, 0, 1])
    few.line('ann', 'INVITE cid #b')
    few.line('ann', 'INVITE cid #c')
    expect(few.line('cid', 'INVITE').map((line) => line.split(':').at(-1))).toEqual([
      '#b',
      '#c',
      'End of /INVITE list',
    ])
  })

  it('by an operator of the room who is inside counts as one of the channel’s', () => {
    const closed = scene()
    closed.line('ann', 'MODE #a +i')
    setUserMode(closed.room, closed.member('bob'), 'o', true)
    closed.line('bob', 'INVITE cid #a')
    expect(closed.line('cid', 'JOIN #a')[0]).toBe(joined)
  })
})
