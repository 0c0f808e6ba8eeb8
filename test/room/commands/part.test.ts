import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

const scene = (): Scene => new Scene().enter('ann', 'bob').join('#a', 'ann', 'bob').join('#b', 'ann')

describe('PART', () => {
  it('is told to all who were in the channel, who leaves included, before it is left', () => {
    expect(scene().all('bob', 'PART #A')).toEqual(['ann,bob < :bob!~bob@h PART #a', 'unsubscribed bob #a'])
  })

  it('of several channels is one line each, with the reason on each', () => {
    expect(scene().line('ann', 'PART #a,,#b :good bye')).toEqual([
      'ann,bob < :ann!~ann@h PART #a :good bye',
      'ann < :ann!~ann@h PART #b :good bye',
    ])
  })

  it('of a channel that is none is 403, of one that one is not in 442; the others of the list are left', () => {
    expect(scene().line('bob', 'PART #none,#b,#a')).toEqual([
      'bob < :s 403 bob #none :No such channel',
      "bob < :s 442 bob #b :You're not on that channel",
      'ann,bob < :bob!~bob@h PART #a',
    ])
  })

  it('without a channel is answered 461', () => {
    expect(scene().line('bob', 'PART')).toEqual(['bob < :s 461 bob PART :Not enough parameters'])
    expect(scene().line('bob', 'PART :')).toEqual(['bob < :s 461 bob PART :Not enough parameters'])
  })

  it('of the last member ends the channel', () => {
    const empty = scene()
    empty.line('ann', 'PART #b')
    expect(empty.room.channels.has('#b')).toBe(false)
    expect(empty.line('ann', 'PART #b')).toEqual(['ann < :s 403 ann #b :No such channel'])
  })

  it('has a reason over its bound cut, at a whole character, as nobody can be kept in', () => {
    const cut = new Scene({ limits: { quitBytes: 5 } }).enter('ann').join('#a', 'ann')
    expect(cut.line('ann', 'PART #a :1234é')).toEqual(['ann < :ann!~ann@h PART #a :1234'])
  })

  it('has a reason cut to what the line holds with the longest names', () => {
    const nick = 'n'.repeat(32)
    const long = new Scene()
    long.register(nick, { user: 'u'.repeat(20), host: 'h'.repeat(64) })
    const channel = `#${'c'.repeat(63)}`
    const [line = ''] = long.join(channel, nick).line(nick, `PART ${channel} :${'r'.repeat(390)}`)
    expect(line.length - `${nick} < `.length).toBe(510)
  })

  it('of a secret channel that one is not in is 403, as if there was none', () => {
    const secret = scene()
    secret.line('ann', 'MODE #b +s')
    expect(secret.line('bob', 'PART #b')).toEqual(['bob < :s 403 bob #b :No such channel'])
  })
})
