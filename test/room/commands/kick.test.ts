import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

const scene = (): Scene => new Scene().enter('ann', 'bob', 'cid', 'dan').join('#a', 'ann', 'bob', 'cid')

describe('KICK', () => {
  it('is told to all in the channel, the kicked included, who then is out', () => {
    expect(scene().all('ann', 'KICK #A BOB :too loud')).toEqual([
      'ann,bob,cid < :ann!~ann@h KICK #a bob :too loud',
      'noted chanop.used ann #a KICK bob',
      'unsubscribed bob #a',
    ])
  })

  it('without a reason, or with an empty one, gives the nick of who kicks', () => {
    expect(scene().line('ann', 'KICK #a bob')).toEqual(['ann,bob,cid < :ann!~ann@h KICK #a bob :ann'])
    expect(scene().line('ann', 'KICK #a bob :')).toEqual(['ann,bob,cid < :ann!~ann@h KICK #a bob :ann'])
  })

  it('of several nicks is one line each; who is not there is answered 401 or 441', () => {
    expect(scene().line('ann', 'KICK #a bob,nobody,dan,cid :out')).toEqual([
      'ann,bob,cid < :ann!~ann@h KICK #a bob :out',
      'ann < :s 401 ann nobody :No such nick/channel',
      "ann < :s 441 ann dan #a :They aren't on that channel",
      'ann,cid < :ann!~ann@h KICK #a cid :out',
    ])
  })

  it('of no channel is 403, from outside 442, without the rank 482, without a nick 461', () => {
    expect(scene().line('ann', 'KICK #none bob')).toEqual(['ann < :s 403 ann #none :No such channel'])
    expect(scene().line('dan', 'KICK #a bob')).toEqual(["dan < :s 442 dan #a :You're not on that channel"])
    expect(scene().line('bob', 'KICK #a cid')).toEqual(["bob < :s 482 bob #a :You're not channel operator"])
    expect(scene().line('ann', 'KICK #a')).toEqual(['ann < :s 461 ann KICK :Not enough parameters'])
    expect(scene().line('ann', 'KICK #a ,')).toEqual(['ann < :s 461 ann KICK :Not enough parameters'])
  })

  it('of more nicks than a line may name is 407 for the first too many, and nobody is kicked', () => {
    expect(scene().all('ann', 'KICK #a bob,cid,x,y,z')).toEqual([
      'ann < :s 407 ann z :Too many targets. Nothing was done',
    ])
  })

  it('with a reason over its bound, or over a line, is 417 and nobody is kicked', () => {
    expect(scene().line('ann', `KICK #a bob :${'r'.repeat(391)}`)).toEqual([
      'ann < :s 417 ann :Input line was too long',
    ])
    const nick = 'n'.repeat(32)
    const long = new Scene()
    long.register(nick, { user: 'u'.repeat(20), host: 'h'.repeat(64) })
    long.enter('bob').join('#a', nick, 'bob')
    expect(long.line(nick, `KICK #a bob :${'r'.repeat(390)}`)).toEqual([
      `${nick} < :s 417 ${nick} :Input line was too long`,
    ])
    expect(scene().line('ann', `KICK #a bob :${'r'.repeat(390)}`)).toHaveLength(1)
  })

  it('of oneself works, and ends the right to kick further', () => {
    expect(scene().line('ann', 'KICK #a ann,bob :done')).toEqual([
      'ann,bob,cid < :ann!~ann@h KICK #a ann :done',
      "ann < :s 442 ann #a :You're not on that channel",
    ])
  })

  it('of the last member ends the channel', () => {
    const alone = new Scene().enter('ann').join('#a', 'ann')
    expect(alone.all('ann', 'KICK #a ann,ann')).toEqual([
      'ann < :ann!~ann@h KICK #a ann :ann',
      'noted chanop.used ann #a KICK ann',
      'unsubscribed ann #a',
      "ann < :s 441 ann ann #a :They aren't on that channel",
    ])
    expect(alone.room.channels.size).toBe(0)
  })

  it('of as many channels as nicks is one line for each pair; of neither one nor as many is 461', () => {
    const two = scene().join('#b', 'ann', 'bob')
    expect(two.line('ann', 'KICK #a,#b,#A bob,bob,cid :out')).toEqual([
      'ann,bob,cid < :ann!~ann@h KICK #a bob :out',
      'ann,cid < :ann!~ann@h KICK #a cid :out',
      'ann,bob < :ann!~ann@h KICK #b bob :out',
    ])
    const short = ['ann < :s 461 ann KICK :Not enough parameters']
    for (const line of ['KICK #a,#b bob', 'KICK #a,#b bob,cid,ann', 'KICK , bob', 'KICK #a ,']) {
      expect(scene().line('ann', line)).toEqual(short)
    }
  })

  it('answers what is wrong with a channel once, however many are to leave it', () => {
    expect(scene().line('bob', 'KICK #a,#none,#a ann,ann,cid')).toEqual([
      "bob < :s 482 bob #a :You're not channel operator",
      'bob < :s 403 bob #none :No such channel',
    ])
  })

  it('from a secret channel is 403 to who is outside, as if there was none', () => {
    const secret = scene().enter('dan')
    secret.line('ann', 'MODE #a +s')
    expect(secret.line('dan', 'KICK #a bob')).toEqual(['dan < :s 403 dan #a :No such channel'])
  })
})
