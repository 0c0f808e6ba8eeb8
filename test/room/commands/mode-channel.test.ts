import { describe, expect, it } from 'vitest'
import { toWire } from '../../../src/protocol/wire.ts'
import { Scene } from '../harness.ts'

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

  it('ignores a rank without a nick', () => {
    expect(scene().line('ann', 'MODE #a +ov-n bob')).toEqual(['ann,bob < :ann!~ann@h MODE #a +o-n bob'])
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
    expect(scene().line('ann', 'MODE #a +abcdefghijklmpqrsuwxyz')).toHaveLength(12)
  })

  it('of no channel is 403, without the rank 482, from outside 482 too', () => {
    expect(scene().line('ann', 'MODE #none +t')).toEqual(['ann < :s 403 ann #none :No such channel'])
    expect(scene().line('bob', 'MODE #a +t')).toEqual(["bob < :s 482 bob #a :You're not channel operator"])
    expect(scene().line('cid', 'MODE #a +t')).toEqual(["cid < :s 482 cid #a :You're not channel operator"])
  })

  it('b asks for the bans, which are none, whoever asks: irssi does at each join and waits for the end', () => {
    const expected = ['bob < :s 368 bob #a :End of channel ban list']
    expect(scene().line('bob', 'MODE #a b')).toEqual(expected)
    expect(scene().line('bob', 'MODE #A +b')).toEqual(expected)
    expect(scene().line('bob', 'MODE #none b')).toEqual(['bob < :s 403 bob #none :No such channel'])
  })

  it('b with a mask is unknown: nobody can be banned', () => {
    expect(scene().line('ann', 'MODE #a +b *!*@*')).toEqual([
      'ann < :s 472 ann b :is unknown mode char to me',
    ])
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
