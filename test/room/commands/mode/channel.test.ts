import { describe, expect, it } from 'vitest'
import { toWire } from '../../../../src/protocol/wire.ts'
import { setUserMode } from '../../../../src/room/user-modes.ts'
import { Scene } from '../../harness.ts'

const scene = (): Scene => new Scene().enter('ann', 'bob', 'cid').join('#a', 'ann', 'bob')

describe('MODE of a channel', () => {
  it('alone is answered by its modes and when it was made, to anybody', () => {
    expect(scene().line('cid', 'MODE #A')).toEqual([
      'cid < :s 324 cid #a :+nt',
      'cid < :s 329 cid #a :1767323045',
    ])
    const bare = scene()
    bare.line('ann', 'MODE #a -nt')
    expect(bare.line('ann', 'MODE #a')[0]).toBe('ann < :s 324 ann #a :+')
  })

  it('gives and takes ranks, told to all in the channel under the nicks as they are spelt', () => {
    const ranks = scene()
    expect(ranks.line('ann', 'MODE #a +o-v+v BOB bob bob')).toEqual([
      'ann,bob < :ann!~ann@h MODE #a +ov bob bob',
    ])
    expect(ranks.line('bob', 'NAMES #a')[0]).toBe('bob < :s 353 bob = #a :@ann!~ann@h @+bob!~bob@h')
    expect(ranks.line('bob', 'MODE #a -o ann')).toEqual(['ann,bob < :bob!~bob@h MODE #a -o ann'])
  })

  it('sets and clears flags; without a sign it sets', () => {
    expect(scene().line('ann', 'MODE #a -n')).toEqual(['ann,bob < :ann!~ann@h MODE #a -n'])
    const bare = scene()
    bare.line('ann', 'MODE #a -nt')
    expect(bare.line('ann', 'MODE #a n')).toEqual(['ann,bob < :ann!~ann@h MODE #a +n'])
  })

  it('tells only what changed, and nothing of what was undone again', () => {
    expect(scene().line('ann', 'MODE #a +nt')).toEqual([])
    expect(scene().line('ann', 'MODE #a -n+n-t')).toEqual(['ann,bob < :ann!~ann@h MODE #a -t'])
    expect(scene().line('ann', 'MODE #a +o-o bob BOB')).toEqual([])
    expect(scene().line('ann', 'MODE #a +')).toEqual([])
  })

  it('takes a rank without a nick for a fault, 696 for each letter once, and does the rest', () => {
    expect(scene().line('ann', 'MODE #a +ovv-vn bob')).toEqual([
      'ann < :s 696 ann #a v * :A parameter is missing',
      'ann,bob < :ann!~ann@h MODE #a +o-n bob',
    ])
  })

  it('lets anybody give up a rank of their own, and nobody take one (RFC 2812 §3.1.5)', () => {
    const own = scene()
    own.line('ann', 'MODE #a +v bob')
    expect(own.line('bob', 'MODE #a -v BOB')).toEqual(['ann,bob < :bob!~bob@h MODE #a -v bob'])
    expect(own.line('bob', 'MODE #a +v bob')).toEqual(["bob < :s 482 bob #a :You're not channel operator"])
  })

  it('asks who may before the first change: an operator gives up the rank and does something in one line', () => {
    expect(scene().line('ann', 'MODE #a -o+m ann')).toEqual(['ann,bob < :ann!~ann@h MODE #a -o+m ann'])
  })

  it('is for the operators of the room too, who see what they changed from outside', () => {
    const room = scene()
    setUserMode(room.room, room.member('cid'), 'o', true)
    expect(room.line('cid', 'MODE #a +m')).toEqual(['ann,bob,cid < :cid!~cid@h MODE #a +m'])
  })

  it('of a thousand letters answers each fault once and tells what is otherwise in the end', () => {
    const many = scene()
    const said = many.line('bob', `MODE #a ${'k'.repeat(200)}${'-t+t'.repeat(30)}${'b'.repeat(100)}`)
    expect(said).toEqual([
      "bob < :s 482 bob #a :You're not channel operator",
      'bob < :s 368 bob #a :End of channel ban list',
    ])
    expect(many.line('ann', `MODE #a ${'k'.repeat(200)}${'-t+t'.repeat(30)}${'e'.repeat(100)}-n`)).toEqual([
      'ann < :s 696 ann #a k * :A parameter is missing',
      'ann,bob < :ann!~ann@h MODE #a -n',
      'ann < :s 349 ann #a :End of channel exception list',
    ])
  })

  it('of a secret channel is 403 to who is outside, as if there was none', () => {
    const secret = scene()
    secret.line('ann', 'MODE #a +s')
    for (const line of ['MODE #a', 'MODE #a b', 'MODE #a -s']) {
      expect(secret.line('cid', line)).toEqual(['cid < :s 403 cid #a :No such channel'])
    }
    expect(secret.line('bob', 'MODE #a')[0]).toBe('bob < :s 324 bob #a :+nst')
  })

  it('of nobody is 401, of who is outside 441, and the rest is done', () => {
    expect(scene().line('ann', 'MODE #a +oov nobody cid bob')).toEqual([
      'ann < :s 401 ann nobody :No such nick/channel',
      "ann < :s 441 ann cid #a :They aren't on that channel",
      'ann,bob < :ann!~ann@h MODE #a +v bob',
    ])
  })

  it('with letters that are none is 472 for each once, whole characters of them, and the rest is done', () => {
    expect(scene().line('ann', 'MODE #a +xéxz-t')).toEqual([
      'ann < :s 472 ann x :is unknown mode char to me',
      `ann < :s 472 ann ${toWire('é')} :is unknown mode char to me`,
      'ann < :s 472 ann z :is unknown mode char to me',
      'ann,bob < :ann!~ann@h MODE #a -t',
    ])
    expect(scene().line('ann', 'MODE #a +acdfghjpqruwxyzABD')).toHaveLength(12)
  })

  it('of no channel is 403, without the rank 482, from outside 482 too', () => {
    expect(scene().line('ann', 'MODE #none +t')).toEqual(['ann < :s 403 ann #none :No such channel'])
    expect(scene().line('bob', 'MODE #a +t')).toEqual(["bob < :s 482 bob #a :You're not channel operator"])
    expect(scene().line('cid', 'MODE #a +t')).toEqual(["cid < :s 482 cid #a :You're not channel operator"])
  })

  it('b asks for the bans, whoever asks: irssi does at each join and waits for the end', () => {
    const expected = ['bob < :s 368 bob #a :End of channel ban list']
    expect(scene().line('bob', 'MODE #a b')).toEqual(expected)
    expect(scene().line('bob', 'MODE #A +b')).toEqual(expected)
    expect(scene().line('bob', 'MODE #none b')).toEqual(['bob < :s 403 bob #none :No such channel'])
  })

  it('takes so many changes with a parameter as the limit says, and ignores the rest', () => {
    const few = new Scene({ limits: { modeChanges: 2 } }).enter('ann', 'bob', 'cid')
    few.join('#a', 'ann', 'bob', 'cid')
    expect(few.line('ann', 'MODE #a +vvv-n bob cid ann')).toEqual([
      'ann,bob,cid < :ann!~ann@h MODE #a +vv-n bob cid',
    ])
    expect(few.line('ann', 'MODE #a +vvvv x y bob cid')).toHaveLength(2)
  })

  it('of twelve members with the longest nicks is told in two lines', () => {
    const nicks = Array.from({ length: 12 }, (_, i) => `${'n'.repeat(30)}${String.fromCharCode(97 + i)}_`)
    const many = new Scene().enter('ann', ...nicks).join('#a', 'ann', ...nicks)
    const lines = many.line('ann', `MODE #a +${'v'.repeat(12)} ${nicks.join(' ')}`)
    const said = lines.map((line) => line.slice(line.indexOf(' < ') + 3))
    expect(said).toHaveLength(1)
    const long = 'm'.repeat(32)
    many.register(long, { user: 'u'.repeat(20), host: 'h'.repeat(64) })
    many.join('#a', long).line('ann', `MODE #a +o ${long}`)
    const both = many
      .line(long, `MODE #a -${'v'.repeat(12)} ${nicks.join(' ')}`)
      .map((line) => line.slice(line.indexOf(' < ') + 3))
    expect(both).toHaveLength(2)
    for (const line of both) expect(line.length).toBeLessThanOrEqual(510)
    expect(both.flatMap((line) => line.split(' ').slice(4))).toEqual(nicks)
  })
})
