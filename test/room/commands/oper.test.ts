import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

describe('OPER', () => {
  it('makes an operator of who gave the right password, and the log is told', () => {
    const scene = new Scene().enter('ann', 'bob')
    expect(scene.vouch('ann', true)).toEqual([
      'ann < :s 381 ann :You are now an IRC operator',
      'ann < :ann!~ann@h MODE ann +o',
      'noted oper.granted ann',
    ])
    expect(scene.room.modeCounts.o).toBe(1)
  })

  it('is answered, and changes nothing, for who is one already', () => {
    const scene = new Scene().enter('ann').oper('ann')
    expect(scene.vouch('ann', true)).toEqual(['ann < :s 381 ann :You are now an IRC operator'])
    expect(scene.vouch('ann', false)).toEqual(['ann < :s 464 ann :Password incorrect'])
    expect(scene.room.modeCounts.o).toBe(1)
  })

  it('is refused with 464 for a wrong password', () => {
    const scene = new Scene().enter('ann')
    expect(scene.vouch('ann', false)).toEqual(['ann < :s 464 ann :Password incorrect'])
    expect(scene.room.modeCounts.o).toBe(0)
  })

  it('is refused with 491 where nobody can be one', () => {
    const scene = new Scene().enter('ann')
    expect(scene.vouch('ann', undefined)).toEqual(['ann < :s 491 ann :Nobody can be an operator here'])
  })

  it('ends with the member', () => {
    const scene = new Scene().enter('ann').oper('ann')
    scene.leave('ann', 'x')
    expect(scene.room.modeCounts.o).toBe(0)
  })
})

describe('what is for operators', () => {
  const lines = ['KILL bob :x', 'WALLOPS :x']

  it.each(lines)('is refused with 481 to others: %s', (line) => {
    const scene = new Scene().enter('ann', 'bob')
    const refusal = "ann < :s 481 ann :Permission Denied- You're not an IRC operator"
    const [verb] = line.split(' ')
    expect(scene.all('ann', line)).toEqual([refusal, `noted right.refused ann ${verb}`])
    scene.oper('ann')
    expect(scene.all('ann', line)).not.toContain(refusal)
  })
})
