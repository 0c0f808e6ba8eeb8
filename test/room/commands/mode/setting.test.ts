import { describe, expect, it } from 'vitest'
import { Scene } from '../../harness.ts'

const scene = (): Scene => new Scene().enter('ann', 'bob', 'cid').join('#a', 'ann', 'bob')
const missing = (letter: string): string[] => [`ann < :s 696 ann #a ${letter} * :A parameter is missing`]

describe('MODE +k', () => {
  it('sets a key, changes it, and takes it away whatever is given with it', () => {
    const keyed = scene()
    expect(keyed.line('ann', 'MODE #a +k one')).toEqual(['ann,bob < :ann!~ann@h MODE #a +k one'])
    expect(keyed.line('ann', 'MODE #a +k two')).toEqual(['ann,bob < :ann!~ann@h MODE #a +k two'])
    expect(keyed.line('ann', 'MODE #a +k two')).toEqual([])
    expect(keyed.line('ann', 'MODE #a -k wrong')).toEqual(['ann,bob < :ann!~ann@h MODE #a -k *'])
    expect(keyed.line('ann', 'MODE #a -k')).toEqual([])
    keyed.line('ann', 'MODE #a +k one')
    expect(keyed.line('ann', 'MODE #a -k')).toEqual(['ann,bob < :ann!~ann@h MODE #a -k *'])
  })

  it('takes a parameter away too, so that the next letter has its own', () => {
    const keyed = scene()
    keyed.line('ann', 'MODE #a +k one')
    expect(keyed.line('ann', 'MODE #a -k+v * bob')).toEqual(['ann,bob < :ann!~ann@h MODE #a -k+v * bob'])
  })

  it('tells the key that it is in the end, once', () => {
    expect(scene().line('ann', 'MODE #a +k-k+kk a b c d')).toEqual(['ann,bob < :ann!~ann@h MODE #a +k d'])
    expect(scene().line('ann', 'MODE #a +k-k a b')).toEqual([])
  })

  it('is shown to who is inside; who is outside sees that there is one', () => {
    const keyed = scene()
    keyed.line('ann', 'MODE #a +kl secret 5')
    expect(keyed.line('bob', 'MODE #a')[0]).toBe('bob < :s 324 bob #a +klnt secret :5')
    expect(keyed.line('cid', 'MODE #a')[0]).toBe('cid < :s 324 cid #a +klnt * :5')
  })

  it('takes no key that JOIN could not give: 525; one too long is 525 too', () => {
    const bad = ['ann < :s 525 ann #a :Key is not well-formed']
    for (const key of [':', ':a b', 'a,b', '::x', ':\x01', 'k'.repeat(33)]) {
      expect(scene().line('ann', `MODE #a +k ${key}`)).toEqual(bad)
    }
    expect(scene().line('ann', `MODE #a +k ${'k'.repeat(32)}`)[0]).toContain(' MODE #a +k kkk')
    expect(scene().line('ann', 'MODE #a +k')).toEqual(missing('k'))
  })
})

describe('MODE +l', () => {
  it('sets a limit, changes it, and takes it away without a parameter', () => {
    const few = scene()
    expect(few.line('ann', 'MODE #a +l 007')).toEqual(['ann,bob < :ann!~ann@h MODE #a +l 7'])
    expect(few.line('ann', 'MODE #a +l 7')).toEqual([])
    expect(few.line('ann', 'MODE #a -l+v bob')).toEqual(['ann,bob < :ann!~ann@h MODE #a -l+v bob'])
    expect(few.line('ann', 'MODE #a -l')).toEqual([])
  })

  it('takes no limit that is no number from 1 on: 696', () => {
    for (const limit of ['0', '-1', 'x', '1x', '9999999999', '1.5', '+5']) {
      expect(scene().line('ann', `MODE #a +l ${limit}`)).toEqual([
        `ann < :s 696 ann #a l ${limit} :The limit is a number from 1 on`,
      ])
    }
    expect(scene().line('ann', 'MODE #a +l :')).toEqual([
      'ann < :s 696 ann #a l * :The limit is a number from 1 on',
    ])
    expect(scene().line('ann', 'MODE #a +l')).toEqual(missing('l'))
  })
})
