import { describe, expect, it } from 'vitest'
import { toWire } from '../../../src/protocol/wire.ts'
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
      'ann < :hub 432 ann HUB :This name is kept for the room itself; choose another one',
    ])
  })

  it.each(['Server', 'earshot', 'NICKSERV', '0perServ', 'gIobaI'])('may not be %s', (nick) => {
    const scene = new Scene().enter('ann')
    expect(scene.line('ann', `NICK ${nick}`)[0]).toContain(' 432 ')
  })

  it('that looks like another that is here is answered 433, and why', () => {
    const scene = new Scene().enter('alice', 'Борис', 'eve')
    const why = (who: string): string => `It looks like ${toWire(who)}, who is here; choose another one`
    expect(scene.line('eve', 'NICK aIice')).toEqual([`eve < :s 433 eve aIice :${why('alice')}`])
    expect(scene.line('eve', 'NICK БОРИС')).toEqual([`eve < :s 433 eve ${toWire('БОРИС')} :${why('Борис')}`])
    expect(scene.id('eve')).toBe(3)
  })

  it('may be changed to what looks like it, and what it looked like is free then', () => {
    const scene = new Scene().enter('bob', 'eve')
    expect(scene.line('bob', 'NICK b0b')).toEqual(['bob < :bob!~bob@h NICK b0b'])
    expect(scene.line('eve', 'NICK Bob')[0]).toContain(' 433 ')
    scene.line('b0b', 'NICK dan')
    expect(scene.line('eve', 'NICK bob')).toEqual(['eve < :eve!~eve@h NICK bob'])
    scene.leave('bob', 'bye')
    expect(scene.register('B0B')[0]).toContain('admitted')
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
