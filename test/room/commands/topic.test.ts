import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

const scene = (): Scene => new Scene().enter('ann', 'bob', 'cid').join('#a', 'ann', 'bob')

describe('TOPIC', () => {
  it('is set by the operator and told to all in the channel', () => {
    expect(scene().line('ann', 'TOPIC #A :be nice')).toEqual(['ann,bob < :ann!~ann@h TOPIC #a :be nice'])
  })

  it('is shown with who set it and when, to who is outside too', () => {
    const set = scene()
    set.line('ann', 'TOPIC #a nice')
    set.atMs += 60_000
    expect(set.line('cid', 'TOPIC #a')).toEqual([
      'cid < :s 332 cid #a :nice',
      'cid < :s 333 cid #a ann!~ann@h :1767323045',
    ])
  })

  it('is 331 where none is set, or where it was cleared', () => {
    const cleared = scene()
    expect(cleared.line('bob', 'TOPIC #a')).toEqual(['bob < :s 331 bob #a :No topic is set'])
    cleared.line('ann', 'TOPIC #a :x')
    expect(cleared.line('ann', 'TOPIC #a :')).toEqual(['ann,bob < :ann!~ann@h TOPIC #a :'])
    expect(cleared.line('bob', 'TOPIC #a')).toEqual(['bob < :s 331 bob #a :No topic is set'])
  })

  it('of no channel is 403, set from outside 442, without the rank 482, without a channel 461', () => {
    expect(scene().line('bob', 'TOPIC #none')).toEqual(['bob < :s 403 bob #none :No such channel'])
    expect(scene().line('cid', 'TOPIC #a :x')).toEqual(["cid < :s 442 cid #a :You're not on that channel"])
    expect(scene().line('bob', 'TOPIC #a :x')).toEqual(["bob < :s 482 bob #a :You're not channel operator"])
    expect(scene().line('bob', 'TOPIC')).toEqual(['bob < :s 461 bob TOPIC :Not enough parameters'])
  })

  it('may be set by any member without the mode t', () => {
    const open = scene()
    open.line('ann', 'MODE #a -t')
    expect(open.line('bob', 'TOPIC #a :mine')).toEqual(['ann,bob < :bob!~bob@h TOPIC #a :mine'])
  })

  it('over its bound is 417 and the old one stays', () => {
    const full = scene()
    expect(full.line('ann', `TOPIC #a :${'x'.repeat(390)}`)).toHaveLength(1)
    expect(full.line('ann', `TOPIC #a :${'y'.repeat(391)}`)).toEqual([
      'ann < :s 417 ann :Input line was too long',
    ])
    expect(full.room.channels.get('#a')?.topic?.text).toBe('x'.repeat(390))
  })

  it('whose relayed form is over a line is 417', () => {
    const nick = 'n'.repeat(32)
    const long = new Scene()
    long.register(nick, { user: 'u'.repeat(20), host: 'h'.repeat(64) })
    const most = 512 - `:${nick}!${'u'.repeat(20)}@${'h'.repeat(64)} TOPIC #a :\r\n`.length
    expect(long.join('#a', nick).line(nick, `TOPIC #a :${'x'.repeat(most + 1)}`)[0]).toContain(' 417 ')
    expect(long.line(nick, `TOPIC #a :${'x'.repeat(most)}`)[0]).toContain(' TOPIC ')
  })

  it('that 332 could not tell to somebody with the longest nick is 417', () => {
    const channel = `#${'c'.repeat(63)}`
    const long = new Scene({ server: 'irc.a-rather-long-name.example.org' }).enter('ann').join(channel, 'ann')
    const fits = 512 - `:irc.a-rather-long-name.example.org 332 ${'n'.repeat(32)} ${channel} :\r\n`.length
    expect(fits).toBeLessThan(390)
    expect(long.line('ann', `TOPIC ${channel} :${'x'.repeat(fits + 1)}`)[0]).toContain(' 417 ')
    expect(long.line('ann', `TOPIC ${channel} :${'x'.repeat(fits)}`)[0]).toContain(' TOPIC ')
  })

  it('of a secret channel is 403 to who is outside, as if there was none', () => {
    const secret = scene()
    secret.line('ann', 'MODE #a +s')
    for (const line of ['TOPIC #a', 'TOPIC #a :new']) {
      expect(secret.line('cid', line)).toEqual(['cid < :s 403 cid #a :No such channel'])
    }
    expect(secret.line('bob', 'TOPIC #a')).toEqual(['bob < :s 331 bob #a :No topic is set'])
  })
})
