import { describe, expect, it } from 'vitest'
import { isComplete } from '../../../src/room/peer.ts'
import { Scene } from '../harness.ts'

describe('USER and PASS', () => {
  it('together with NICK make a connection complete, in any order', () => {
    const scene = new Scene()
    const peer = scene.stranger()
    scene.hear(peer.id, 'PASS anything')
    scene.hear(peer.id, 'USER ann 0 * :Ann of the Office')
    expect(isComplete(peer)).toBe(false)
    scene.hear(peer.id, 'NICK ann')
    expect(isComplete(peer)).toBe(true)
    expect([peer.user, peer.realname]).toEqual(['~ann', 'Ann of the Office'])
  })

  it('have the user name cleaned and cut to its bound, the tilde included; it is never empty', () => {
    const scene = new Scene()
    const peer = scene.stranger()
    const userAfter = (line: string): string | undefined => {
      scene.hear(peer.id, line)
      return peer.user
    }
    expect(userAfter('USER a@b!c 0 * x')).toBe('~abc')
    expect(userAfter(`USER ${'u'.repeat(40)} 0 * x`)).toBe(`~${'u'.repeat(19)}`)
    expect(userAfter('USER @@ 0 * x')).toBe('~user')
  })

  it('have the realname cut to its bound at a whole character', () => {
    const scene = new Scene()
    const peer = scene.stranger()
    scene.hear(peer.id, `USER ann 0 * :${'r'.repeat(149)}é`)
    expect(peer.realname).toBe('r'.repeat(149))
  })

  it('with too few parameters, or with an empty realname, are answered 461', () => {
    const scene = new Scene()
    const peer = scene.stranger()
    for (const line of ['USER ann 0 *', 'USER ann 0 * :']) {
      expect(scene.hear(peer.id, line)).toEqual(['? < :s 461 * USER :Not enough parameters'])
    }
    expect(peer.user).toBeUndefined()
    expect(scene.hear(peer.id, 'PASS')).toEqual(['? < :s 461 * PASS :Not enough parameters'])
  })

  it('of a member are answered 462', () => {
    const scene = new Scene().enter('ann')
    expect(scene.line('ann', 'USER ann 0 * x')).toEqual(['ann < :s 462 ann :You may not reregister'])
    expect(scene.line('ann', 'PASS x')).toEqual(['ann < :s 462 ann :You may not reregister'])
  })
})
