import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

const scene = (): Scene => new Scene().enter('ann', 'bob').oper('ann')

describe('KILL', () => {
  it('tells its victim by whom, and that it leaves, ends its connection, and is in the log without the reason', () => {
    expect(scene().all('ann', 'KILL BOB :too loud')).toEqual([
      'noted oper.used ann KILL bob',
      'bob < :ann!~ann@h KILL bob :too loud',
      'bob < :bob!~bob@h QUIT :Killed (ann (too loud))',
      'expelled bob: Killed (ann (too loud))',
    ])
  })

  it('may end its own', () => {
    expect(scene().all('ann', 'KILL ann :bye').at(-1)).toBe('expelled ann: Killed (ann (bye))')
  })

  it('of nobody is answered 401, of the server 483, without a reason 461', () => {
    expect(scene().all('ann', 'KILL cid :x')).toEqual(['ann < :s 401 ann cid :No such nick/channel'])
    expect(scene().all('ann', 'KILL S :x')).toEqual(['ann < :s 483 ann :You cannot kill a server'])
    expect(scene().all('ann', 'KILL bob')).toEqual(['ann < :s 461 ann KILL :Not enough parameters'])
    expect(scene().all('ann', 'KILL bob :')).toEqual(['ann < :s 461 ann KILL :Not enough parameters'])
  })

  it('is refused with 417 where its reason could not be told whole', () => {
    expect(scene().all('ann', `KILL bob :${'x'.repeat(391)}`)).toEqual([
      'ann < :s 417 ann :Input line was too long',
    ])
    expect(scene().all('ann', `KILL bob :${'x'.repeat(390)}`)).toHaveLength(4)
    const crowded = scene()
    crowded.register('n'.repeat(32), { host: 'h'.repeat(64), user: 'u'.repeat(20) })
    // The QUIT of its victim would be longer than its own line.
    expect(crowded.all('ann', `KILL ${'n'.repeat(32)} :${'x'.repeat(385)}`)).toEqual([
      'ann < :s 417 ann :Input line was too long',
    ])
  })
})
