import { describe, expect, it } from 'vitest'
import { setUserMode } from '../../../src/room/user-modes.ts'
import { Scene } from '../harness.ts'

/** ann is an operator, bob and cid are +w. */
function office(): Scene {
  const scene = new Scene().enter('ann', 'bob', 'cid', 'dan').oper('ann')
  for (const nick of ['bob', 'cid']) {
    const member = scene.room.members.get(scene.id(nick))
    if (member !== undefined) setUserMode(scene.room, member, 'w', true)
  }
  return scene
}

describe('WALLOPS', () => {
  it('is told to all who are +w, and is in the log without its words', () => {
    expect(office().all('ann', 'WALLOPS :the power goes at six')).toEqual([
      'bob,cid < :ann!~ann@h WALLOPS :the power goes at six',
      'noted oper.used ann WALLOPS',
    ])
  })

  it('is heard by nobody where nobody is +w', () => {
    const scene = new Scene().enter('ann').oper('ann')
    expect(scene.line('ann', 'WALLOPS x')).toEqual([])
  })

  it('without words is answered 461, with too many 417', () => {
    expect(office().all('ann', 'WALLOPS :')).toEqual(['ann < :s 461 ann WALLOPS :Not enough parameters'])
    const frame = ':ann!~ann@h WALLOPS :\r\n'.length
    expect(office().line('ann', `WALLOPS :${'x'.repeat(512 - frame)}`)).toHaveLength(1)
    expect(office().line('ann', `WALLOPS :${'x'.repeat(513 - frame)}`)).toEqual([
      'ann < :s 417 ann :Input line was too long',
    ])
  })
})
