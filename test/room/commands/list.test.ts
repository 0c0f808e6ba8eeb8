import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../runs.ts'
import { Scene } from '../harness.ts'

/** The channels of all 322. */
const channelsOf = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => (line.includes(' 322 ') ? (line.split(' ')[5] ?? '') : []))

describe('LIST', () => {
  it('lists every channel with how many are in it, and its topic', () => {
    const scene = new Scene().enter('ann', 'bob').join('#a', 'ann', 'bob').join('#b', 'bob')
    scene.line('ann', 'TOPIC #a :be nice')
    expect(scene.line('ann', 'LIST')).toEqual([
      'ann < :s 321 ann Channel :Users  Name',
      'ann < :s 322 ann #a 2 :be nice',
      'ann < :s 322 ann #b 1 :',
      'ann < :s 323 ann :End of /LIST',
    ])
  })

  it('of some channels lists those that are there, each once', () => {
    const scene = new Scene().enter('ann').join('#a,#b', 'ann')
    expect(scene.line('ann', 'LIST #B,#none,#b').slice(1, -1)).toEqual(['ann < :s 322 ann #b 1 :'])
  })

  it('keeps a secret channel to its members and room operators, also where it is named', () => {
    const scene = new Scene().enter('ann', 'bob', 'cid').join('#a,#b', 'ann')
    scene.line('ann', 'MODE #a +s')
    scene.room.members.get(scene.id('cid'))?.modes.add('o')
    for (const asked of ['', '#a,#b', '#?', '<9']) {
      const seen = (by: string): string[] => channelsOf(scene.line(by, `LIST ${asked}`))
      expect([seen('ann'), seen('bob'), seen('cid')]).toEqual([['#a', '#b'], ['#b'], ['#a', '#b']])
    }
  })
})

/** Three channels: `#old` of an hour ago with three members, `#talk` with a topic of ten minutes ago, `#new`. */
const town = (): Scene => {
  const scene = new Scene().enter('ann', 'bob', 'cid').join('#old', 'ann', 'bob', 'cid')
  scene.atMs += 30 * 60_000
  scene.join('#talk', 'ann', 'bob')
  scene.atMs += 20 * 60_000
  scene.line('ann', 'TOPIC #talk :x')
  scene.atMs += 10 * 60_000
  return scene.join('#new', 'ann')
}

describe('LIST with conditions (ELIST)', () => {
  it.each([
    ['U: more members', '>1', ['#old', '#talk']],
    ['U: less members', '<3', ['#talk', '#new']],
    ['M: a mask', '*L*', ['#old', '#talk']],
    ['M: another mask', '#??w', ['#new']],
    ['N: all but a mask', '!*l*', ['#new']],
    ['C: made more minutes ago', 'C>29', ['#old', '#talk']],
    ['C: made less minutes ago', 'c<30', ['#new']],
    ['T: a topic of more minutes ago', 'T>9', ['#talk']],
    ['T: a topic of less minutes ago', 't<10', []],
    ['all that are given', '>1,!*talk', ['#old']],
    ['names besides', '#old,#new,>1', ['#old']],
    ['one of several masks', '#o*,#n*,<9', ['#old', '#new']],
    ['names or masks', '#talk,#n*', ['#talk', '#new']],
    ['a second list', '#old,#talk >2', ['#old']],
    ['the name of a server, which is not looked at', '#old irc.home', ['#old']],
  ])('knows %s: %s', (_, asked, expected) => {
    expect(channelsOf(town().line('bob', `LIST ${asked}`))).toEqual(expected)
  })

  it('takes as many names and masks as targets, which TARGMAX says, and any number of conditions', () => {
    expect(town().line('ann', 'LIST *a,*b,!*c,*d,>1,*e')).toEqual([
      'ann < :s 407 ann *e :Too many targets. Nothing was done',
    ])
    expect(town().line('ann', 'LIST #a,#b,!*c,#d #e')[0]).toContain(' 407 ann #e :')
    expect(town().line('ann', 'VERSION').join()).toMatch(/ TARGMAX=\S*\bLIST:4,/)
    expect(channelsOf(town().line('ann', `LIST ${'<9,'.repeat(50)}#old,#x,#x,#x`))).toEqual(['#old'])
  })

  it('shows what a plain filter would', () => {
    const sizes = { '#a': 1, '#ab': 2, '#b': 3, '#abc': 2 }
    const people = ['ann', 'bob', 'cid']
    const scene = new Scene().enter(...people)
    for (const [name, size] of Object.entries(sizes)) scene.join(name, ...people.slice(0, size))
    const condition = fc.oneof(
      fc.record({ sign: fc.constantFrom('<', '>'), count: fc.nat({ max: 4 }) }).map(({ sign, count }) => ({
        word: `${sign}${count}`,
        isWanted: false,
        holds: (_: string, size: number) => (sign === '<' ? size < count : size > count),
      })),
      fc.constantFrom('#a', '#B', '#none').map((name) => ({
        word: name,
        isWanted: true,
        holds: (of: string) => of === name.toLowerCase(),
      })),
      fc.constantFrom('a', 'b', 'bc').map((part) => ({
        word: `*${part}*`,
        isWanted: true,
        holds: (of: string) => of.includes(part),
      })),
      fc.constantFrom('a', 'b', 'bc').map((part) => ({
        word: `!*${part}*`,
        isWanted: false,
        holds: (of: string) => !of.includes(part),
      })),
    )
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 4 }), (conditions) => {
        const wanted = conditions.filter(({ isWanted }) => isWanted)
        const others = conditions.filter(({ isWanted }) => !isWanted)
        const expected = Object.entries(sizes).flatMap(([name, size]) => {
          const isWanted = wanted.length === 0 || wanted.some(({ holds }) => holds(name, size))
          return isWanted && others.every(({ holds }) => holds(name, size)) ? [name] : []
        })
        const line = `LIST ${conditions.map(({ word }) => word).join(',')}`
        expect(new Set(channelsOf(scene.line('ann', line)))).toEqual(new Set(expected))
      }),
      { numRuns: runs(500) },
    )
  })
})
