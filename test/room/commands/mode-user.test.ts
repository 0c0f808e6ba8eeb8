import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

describe('MODE of a member', () => {
  it('alone is answered by the own modes', () => {
    const scene = new Scene().enter('ann')
    expect(scene.line('ann', 'MODE ANN')).toEqual(['ann < :s 221 ann :+'])
    scene.line('ann', 'MODE ann +i')
    expect(scene.line('ann', 'MODE ann')).toEqual(['ann < :s 221 ann :+i'])
  })

  it('sets and clears i, told to oneself alone', () => {
    const scene = new Scene().enter('ann', 'bob').join('#a', 'ann', 'bob')
    expect(scene.line('ann', 'MODE ann +i')).toEqual(['ann < :ann!~ann@h MODE ann +i'])
    expect(scene.line('ann', 'MODE ann -i')).toEqual(['ann < :ann!~ann@h MODE ann -i'])
    expect(scene.line('ann', 'MODE ann -i')).toEqual([])
    expect(scene.line('ann', `MODE ann ${'+i-i'.repeat(100)}`)).toEqual([])
  })

  it('with letters that are none does what it can and then is 501', () => {
    expect(new Scene().enter('ann').line('ann', 'MODE ann +wix')).toEqual([
      'ann < :ann!~ann@h MODE ann +i',
      'ann < :s 501 ann :Unknown MODE flag',
    ])
  })

  it('of another is 502, to look too; of nobody 401; of no target 461', () => {
    const scene = new Scene().enter('ann', 'bob')
    expect(scene.line('ann', 'MODE bob +i')).toEqual(["ann < :s 502 ann :Can't change mode for other users"])
    expect(scene.line('ann', 'MODE bob')).toEqual(["ann < :s 502 ann :Can't change mode for other users"])
    expect(scene.line('ann', 'MODE nobody')).toEqual(['ann < :s 401 ann nobody :No such nick/channel'])
    expect(scene.line('ann', 'MODE')).toEqual(['ann < :s 461 ann MODE :Not enough parameters'])
  })
})
