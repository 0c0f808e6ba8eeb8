import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

describe('NAMES', () => {
  it('lists the members with all their ranks, in the order of joining', () => {
    const scene = new Scene().enter('ann', 'bob', 'cid').join('#a', 'bob', 'ann', 'cid')
    scene.line('bob', 'MODE #a +vv bob cid')
    expect(scene.line('cid', 'NAMES #A')).toEqual([
      'cid < :s 353 cid = #a :@+bob!~bob@h ann!~ann@h +cid!~cid@h',
      'cid < :s 366 cid #a :End of /NAMES list',
    ])
  })

  it('of several channels answers each; of none that is there with its end alone', () => {
    const scene = new Scene().enter('ann').join('#a,#b', 'ann')
    expect(scene.line('ann', 'NAMES #b,,#none,#a')).toEqual([
      'ann < :s 353 ann = #b :@ann!~ann@h',
      'ann < :s 366 ann #b :End of /NAMES list',
      'ann < :s 366 ann #none :End of /NAMES list',
      'ann < :s 353 ann = #a :@ann!~ann@h',
      'ann < :s 366 ann #a :End of /NAMES list',
    ])
  })

  it('of a channel that is named again answers it once, as it was named first', () => {
    const scene = new Scene().enter('ann').join('#a', 'ann')
    expect(scene.line('ann', 'NAMES #none,#a,#A,#NONE,#a,#a')).toEqual([
      'ann < :s 366 ann #none :End of /NAMES list',
      'ann < :s 353 ann = #a :@ann!~ann@h',
      'ann < :s 366 ann #a :End of /NAMES list',
    ])
  })

  it('without a channel is the end of a star', () => {
    expect(new Scene().enter('ann').line('ann', 'NAMES')).toEqual(['ann < :s 366 ann * :End of /NAMES list'])
  })

  it('of more channels than it may ask for is 407', () => {
    expect(new Scene().enter('ann').line('ann', 'NAMES #a,#b,#c,#d,#e')).toEqual([
      'ann < :s 407 ann #e :Too many targets. Nothing was done',
    ])
  })

  it('hides the invisible from who is outside', () => {
    const scene = new Scene().enter('ann', 'bob', 'cid').join('#a', 'ann', 'bob')
    scene.line('bob', 'MODE bob +i')
    expect(scene.line('cid', 'NAMES #a')[0]).toBe('cid < :s 353 cid = #a :@ann!~ann@h')
    expect(scene.line('ann', 'NAMES #a')[0]).toBe('ann < :s 353 ann = #a :@ann!~ann@h bob!~bob@h')
  })

  it('of a secret channel are for its members and room operators, others get the end of them only', () => {
    const scene = new Scene().enter('ann', 'bob', 'cid').join('#a', 'ann')
    scene.room.channels.get('#a')?.flags.add('s')
    expect(scene.line('ann', 'NAMES #a')[0]).toBe('ann < :s 353 ann @ #a :@ann!~ann@h')
    expect(scene.line('bob', 'NAMES #A')).toEqual(['bob < :s 366 bob #A :End of /NAMES list'])
    scene.room.members.get(scene.id('cid'))?.modes.add('o')
    expect(scene.line('cid', 'NAMES #a')).toHaveLength(2)
  })

  it('show room operators the invisible too', () => {
    const scene = new Scene().enter('ann', 'bob').join('#a', 'ann')
    scene.line('ann', 'MODE ann +i')
    expect(scene.line('bob', 'NAMES #a')).toHaveLength(1)
    scene.room.members.get(scene.id('bob'))?.modes.add('o')
    expect(scene.line('bob', 'NAMES #a')).toHaveLength(2)
  })

  it('of a large channel is several lines, none too long, nobody missing', () => {
    const nicks = Array.from({ length: 60 }, (_, i) => `member-with-a-long-nick-${i}`)
    const scene = new Scene().enter(...nicks).join('#a', ...nicks)
    const lines = scene.line(nicks[0] ?? '', 'NAMES #a').slice(0, -1)
    expect(lines.length).toBeGreaterThan(3)
    for (const line of lines) expect(line.slice(line.indexOf(':s ')).length).toBeLessThanOrEqual(510)
    const listed = lines.flatMap((line) => line.slice(line.lastIndexOf(':') + 1).split(' '))
    expect(listed).toEqual(nicks.map((nick, i) => `${i === 0 ? '@' : ''}${nick}!~${nick}@h`))
  })
})
