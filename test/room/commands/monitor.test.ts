import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

const scene = (): Scene => new Scene().enter('ann', 'bob')

describe('MONITOR +', () => {
  it('is answered 730 with masks for who is here, and 731 for who is not', () => {
    expect(scene().line('ann', 'MONITOR + BOB,nobody,ann,cid')).toEqual([
      'ann < :s 730 ann :bob!~bob@h,ann!~ann@h',
      'ann < :s 731 ann :nobody,cid',
    ])
  })

  it('takes each nick once, in any case', () => {
    const once = scene()
    expect(once.line('ann', 'MONITOR + cid,,CID')).toEqual(['ann < :s 731 ann :cid'])
    expect(once.line('ann', 'MONITOR + Cid')).toEqual(['ann < :s 731 ann :Cid'])
    expect(once.line('ann', 'MONITOR L')).toEqual([
      'ann < :s 732 ann :cid',
      'ann < :s 733 ann :End of MONITOR list',
    ])
  })

  it('answers what is no nick with 432, each once, and takes the others', () => {
    const erroneous = scene()
    expect(erroneous.line('ann', 'MONITOR + #a,cid,1st,a*b,#A')).toEqual([
      'ann < :s 731 ann :cid',
      'ann < :s 432 ann #a :Erroneous nickname',
      'ann < :s 432 ann 1st :Erroneous nickname',
      'ann < :s 432 ann a*b :Erroneous nickname',
    ])
    expect(erroneous.line('ann', 'MONITOR L')[0]).toBe('ann < :s 732 ann :cid')
  })

  it('over the bound takes what there is room for, and tells the rest in 734', () => {
    const small = new Scene({ limits: { monitored: 2 } }).enter('ann', 'bob')
    expect(small.line('ann', 'MONITOR + x,Bob,Y,Z')).toEqual([
      'ann < :s 730 ann :bob!~bob@h',
      'ann < :s 731 ann :x',
      'ann < :s 734 ann 2 Y,Z :Monitor list is full',
    ])
    expect(small.line('ann', 'MONITOR + X,y')).toEqual([
      'ann < :s 731 ann :X',
      'ann < :s 734 ann 2 y :Monitor list is full',
    ])
    small.line('ann', 'MONITOR - x')
    expect(small.line('ann', 'MONITOR + y')).toEqual(['ann < :s 731 ann :y'])
  })

  it('tells every refused nick, in as many 734 as they need', () => {
    const none = new Scene({ limits: { monitored: 0 } }).enter('ann')
    const nicks = Array.from({ length: 14 }, (_, i) => `${'n'.repeat(30)}${String.fromCharCode(97 + i)}`)
    const lines = none.line('ann', `MONITOR + ${nicks.join(',')}`)
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.flatMap((line) => line.split(' ')[6]?.split(','))).toEqual(nicks)
  })

  it('of nothing is 461', () => {
    expect(scene().line('ann', 'MONITOR +')).toEqual(['ann < :s 461 ann MONITOR :Not enough parameters'])
    expect(scene().line('ann', 'MONITOR + ,')).toEqual(['ann < :s 461 ann MONITOR :Not enough parameters'])
  })
})

describe('MONITOR - and C', () => {
  it('end it without an answer; who is not on the list is nothing', () => {
    const watched = scene()
    watched.line('ann', 'MONITOR + bob,cid,dan')
    expect(watched.line('ann', 'MONITOR - BOB,nobody')).toEqual([])
    expect(watched.line('ann', 'MONITOR L')[0]).toBe('ann < :s 732 ann :cid,dan')
    expect(watched.line('ann', 'MONITOR C')).toEqual([])
    expect(watched.line('ann', 'MONITOR L')).toEqual(['ann < :s 733 ann :End of MONITOR list'])
    expect(watched.room.watchers.size).toBe(0)
  })
})

describe('MONITOR L and S', () => {
  it('show the list, and who of it is here, in as many lines as they need', () => {
    const watched = scene()
    watched.line('ann', 'MONITOR + bob,cid')
    expect(watched.line('ann', 'MONITOR s')).toEqual([
      'ann < :s 730 ann :bob!~bob@h',
      'ann < :s 731 ann :cid',
    ])
    const nicks = Array.from({ length: 100 }, (_, i) => `a${i}${'x'.repeat(28)}`)
    for (let i = 0; i < 100; i += 10) watched.line('bob', `MONITOR + ${nicks.slice(i, i + 10).join(',')}`)
    const lines = watched.line('bob', 'MONITOR L')
    expect(lines.slice(0, -1).flatMap((line) => line.split(':')[2]?.split(','))).toEqual(nicks)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual('bob < '.length + 510)
  })
})

describe('MONITOR with another word', () => {
  it('is 400; without one 461', () => {
    expect(scene().line('ann', 'MONITOR +- bob')[0]).toContain('ann < :s 400 ann MONITOR :')
    expect(scene().line('ann', 'MONITOR :')[0]).toContain('ann < :s 400 ann MONITOR :')
    expect(scene().line('ann', 'MONITOR')).toEqual(['ann < :s 461 ann MONITOR :Not enough parameters'])
  })
})

describe('who watches a nick', () => {
  const watched = (): Scene => {
    const watched = scene()
    watched.line('ann', 'MONITOR + cid,dan')
    return watched
  }

  it('is told when somebody comes by that name, and when they leave', () => {
    const coming = watched()
    expect(coming.register('Cid').at(-1)).toBe('ann < :s 730 ann :Cid!~Cid@h')
    expect(coming.leave('Cid', 'x')).toEqual(['ann < :s 731 ann :Cid'])
  })

  it('is told when somebody takes that name, or leaves it for another', () => {
    const renaming = watched()
    expect(renaming.line('bob', 'NICK cid')).toEqual([
      'bob < :bob!~bob@h NICK cid',
      'ann < :s 730 ann :cid!~bob@h',
    ])
    expect(renaming.line('cid', 'NICK dan')).toEqual([
      'cid < :cid!~bob@h NICK dan',
      'ann < :s 731 ann :cid',
      'ann < :s 730 ann :dan!~bob@h',
    ])
    expect(renaming.line('dan', 'NICK bob').at(-1)).toBe('ann < :s 731 ann :dan')
  })

  it('is told nothing when the name only changes its case, as nobody has come or gone', () => {
    const respelt = watched().enter('cid')
    expect(respelt.line('cid', 'NICK CID')).toEqual(['cid < :cid!~cid@h NICK CID'])
    expect(respelt.leave('CID', 'x')).toEqual(['ann < :s 731 ann :CID'])
  })

  it('is told under its own new name, and no more when it is gone', () => {
    const moved = watched()
    moved.line('ann', 'NICK Anna')
    expect(moved.register('cid').at(-1)).toBe('Anna < :s 730 Anna :cid!~cid@h')
    moved.leave('Anna', 'x')
    expect(moved.leave('cid', 'x')).toEqual([])
  })

  it('is told in the order of coming, whoever asked first', () => {
    const many = scene()
    many.line('bob', 'MONITOR + cid')
    many.line('ann', 'MONITOR + cid')
    expect(many.register('cid').slice(-2)).toEqual([
      'ann < :s 730 ann :cid!~cid@h',
      'bob < :s 730 bob :cid!~cid@h',
    ])
  })
})
