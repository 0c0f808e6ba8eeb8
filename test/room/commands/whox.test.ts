import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../runs.ts'
import { Scene } from '../harness.ts'

const scene = (): Scene => {
  const made = new Scene().enter('ann', 'bob').join('#a', 'ann', 'bob')
  made.line('ann', 'MODE #a +v ann')
  made.atMs += 61_000
  return made
}

describe('WHO with fields (IRCv3 WHOX)', () => {
  it('tells all of them in the order of the specification, with the token', () => {
    expect(scene().line('ann', 'WHO #a %tcuihsnfdlaor,152')).toEqual([
      'ann < :s 354 ann 152 #a ~ann h h s ann H@+ 0 61 0 n/a :ann',
      'ann < :s 354 ann 152 #a ~bob 255.255.255.255 h s bob H 0 61 0 n/a :bob',
      'ann < :s 315 ann #a :End of WHO list',
    ])
  })

  it('tells those that were asked for, whatever the order, and ignores others', () => {
    expect(scene().line('ann', 'WHO bob %nuxc*n')).toEqual([
      'ann < :s 354 ann * ~bob :bob',
      'ann < :s 315 ann bob :End of WHO list',
    ])
    expect(scene().line('ann', 'WHO bob %')[0]).toBe('ann < :s 354 :ann')
  })

  it('takes a token of one to three digits, and 0 for any other', () => {
    const tokenOf = (token: string): string | undefined =>
      scene().line('ann', `WHO bob %tn${token}`)[0]?.split(' ')[5]
    expect(['', ',', ',7', ',042', ',1234', ',x', ',-1', ',1,2'].map(tokenOf)).toEqual([
      '0',
      '0',
      '7',
      '042',
      '0',
      '0',
      '0',
      '1',
    ])
  })

  it('tells an account where there is one', () => {
    const known = scene()
    for (const member of known.room.members.values()) if (member.nick === 'bob') member.account = 'Robert'
    expect(known.line('ann', 'WHO bob %na')[0]).toBe('ann < :s 354 ann bob :Robert')
  })

  it('tells room operators the addresses of all', () => {
    const ruled = scene()
    for (const member of ruled.room.members.values()) if (member.nick === 'ann') member.modes.add('o')
    expect(ruled.line('ann', 'WHO bob %i')[0]).toBe('ann < :s 354 ann :h')
  })

  it('lists room operators only where that is asked before the percent character', () => {
    expect(scene().line('ann', 'WHO #a o%n')).toEqual(['ann < :s 315 ann #a :End of WHO list'])
  })

  it('marks where the ranks stand, which not everybody is to see all of', () => {
    const at = (fields: string): unknown => {
      const [first] = scene().outcomes(1, `WHO ann %${fields}`)
      if (first?.type !== 'replied') return 'no answer'
      const { ranksAt, params } = first.line
      return ranksAt === undefined ? undefined : params[ranksAt]
    }
    expect(at('f')).toBe('H')
    expect(at('tcuihsnfr,1')).toBe('H')
    expect(at('nr')).toBe(undefined)
  })

  it('answers as many fields as it knows of those that were asked for', () => {
    const letters = fc.string({ unit: fc.constantFrom(...Array.from('tcuihsnfdlaorxyz')), maxLength: 16 })
    fc.assert(
      fc.property(letters, (asked) => {
        const known = [...new Set(asked)].filter((letter) => 'tcuihsnfdlaor'.includes(letter))
        const [row] = scene().outcomes(1, `WHO bob %${asked},9`)
        expect(row?.type === 'replied' && row.line.params).toHaveLength(1 + known.length)
      }),
      { numRuns: runs(200) },
    )
  })
})
