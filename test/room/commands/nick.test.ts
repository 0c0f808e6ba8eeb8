import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

describe('NICK', () => {
  it('is told to all who share a channel, each once, and to who changes it, under the old nick', () => {
    const scene = new Scene().enter('ann', 'bob', 'cid').join('#a', 'ann', 'bob').join('#b', 'ann', 'bob')
    expect(scene.all('ann', 'NICK anna')).toEqual(['ann,bob < :ann!~ann@h NICK anna', 'renamed anna'])
  })

  it('of who is in no channel is told to nobody else', () => {
    expect(new Scene().enter('ann', 'bob').line('ann', 'NICK anna')).toEqual(['ann < :ann!~ann@h NICK anna'])
  })

  it('in use is answered 433 and the old nick stays', () => {
    const scene = new Scene().enter('ann', 'bob')
    expect(scene.all('ann', 'NICK BOB')).toEqual(['ann < :s 433 ann BOB :Nickname is already in use'])
    expect(scene.id('ann')).toBe(1)
  })

  it('may change its case, and then is the same nick still', () => {
    const scene = new Scene().enter('ann', 'bob')
    expect(scene.line('ann', 'NICK Ann')).toEqual(['ann < :ann!~ann@h NICK Ann'])
    expect(scene.line('bob', 'NICK aNN')[0]).toContain(' 433 ')
    expect(scene.all('ann'.replace('a', 'A'), 'NICK Ann')).toEqual([])
  })

  it('frees the old nick', () => {
    const scene = new Scene().enter('ann', 'bob')
    scene.line('ann', 'NICK cid')
    expect(scene.line('bob', 'NICK ann')).toEqual(['bob < :bob!~bob@h NICK ann'])
  })

  it('that is none is answered 432, a missing one 431', () => {
    const scene = new Scene().enter('ann')
    expect(scene.line('ann', 'NICK 1st')).toEqual(['ann < :s 432 ann 1st :Erroneous nickname'])
    expect(scene.line('ann', 'NICK :a b')).toEqual(['ann < :s 432 ann a :Erroneous nickname'])
    expect(scene.line('ann', `NICK ${'n'.repeat(33)}`)[0]).toContain(' 432 ')
    expect(scene.line('ann', 'NICK')).toEqual(['ann < :s 431 ann :No nickname given'])
    expect(scene.line('ann', 'NICK :')).toEqual(['ann < :s 431 ann :No nickname given'])
  })

  it('may not be the name of the server', () => {
    expect(new Scene({ server: 'hub' }).enter('ann').line('ann', 'NICK HUB')).toEqual([
      'ann < :hub 432 ann HUB :Erroneous nickname',
    ])
  })
})

describe('NICK before registration', () => {
  it('is only checked: nothing is said, and nobody holds it', () => {
    const scene = new Scene().enter('bob')
    const peer = scene.stranger()
    expect(scene.hear(peer.id, 'NICK ann')).toEqual([])
    expect(peer.nick).toBe('ann')
    expect(scene.room.nicks.has('ann')).toBe(false)
  })

  it('that is in use is 433 to the star, and the nick given before stays', () => {
    const scene = new Scene().enter('bob')
    const peer = scene.stranger()
    expect(scene.hear(peer.id, 'NICK Bob')).toEqual(['? < :s 433 * Bob :Nickname is already in use'])
    scene.hear(peer.id, 'NICK ann')
    expect(scene.hear(peer.id, 'NICK bob')).toEqual(['? < :s 433 ann bob :Nickname is already in use'])
    expect(peer.nick).toBe('ann')
  })
})
