import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

const scene = (): Scene => new Scene().enter('ann', 'bob').join('#a', 'ann', 'bob').join('#b', 'ann', 'bob')

describe('AWAY', () => {
  it('is confirmed, and told once to the others of all channels (away-notify)', () => {
    expect(scene().line('ann', 'AWAY :at lunch')).toEqual([
      'ann < :s 306 ann :You have been marked as being away',
      'bob < :ann!~ann@h AWAY :at lunch',
    ])
  })

  it('without a text, or with an empty one, ends it', () => {
    const away = scene()
    away.line('ann', 'AWAY x')
    expect(away.line('ann', 'AWAY')).toEqual([
      'ann < :s 305 ann :You are no longer marked as being away',
      'bob < :ann!~ann@h AWAY',
    ])
    expect(away.line('ann', 'AWAY :')).toEqual(['ann < :s 305 ann :You are no longer marked as being away'])
  })

  it('with the same text again is confirmed only, with another one told again', () => {
    const away = scene()
    away.line('ann', 'AWAY x')
    expect(away.line('ann', 'AWAY x')).toHaveLength(1)
    expect(away.line('ann', 'AWAY y')).toHaveLength(2)
  })

  it('of who is in no channel is told to nobody', () => {
    expect(new Scene().enter('ann', 'bob').line('ann', 'AWAY x')).toHaveLength(1)
  })

  it('over its bound is 417 and nothing changes', () => {
    const full = scene()
    expect(full.line('ann', `AWAY :${'x'.repeat(391)}`)).toEqual([
      'ann < :s 417 ann :Input line was too long',
    ])
    expect(full.line('bob', 'PRIVMSG ann :x')).toHaveLength(1)
    expect(full.line('ann', `AWAY :${'x'.repeat(390)}`)).toHaveLength(2)
  })

  it('that could not be told under the longest nick is 417', () => {
    const long = new Scene()
    long.register('ann', { user: 'u'.repeat(20), host: 'h'.repeat(64) })
    const most = 512 - `:${'n'.repeat(32)}!${'u'.repeat(20)}@${'h'.repeat(64)} AWAY :\r\n`.length
    expect(long.line('ann', `AWAY :${'x'.repeat(most + 1)}`)[0]).toContain(' 417 ')
    expect(long.line('ann', `AWAY :${'x'.repeat(most)}`)[0]).toContain(' 306 ')
  })
})

describe('AWAY before registration (pre-away)', () => {
  const stranger = (): { scene: Scene; peer: ReturnType<Scene['stranger']> } => {
    const scene = new Scene().enter('ann')
    const peer = scene.stranger()
    scene.hear(peer.id, 'CAP REQ draft/pre-away')
    return { scene, peer }
  }

  it('is answered as any other, and kept for the registration', () => {
    const { scene, peer } = stranger()
    expect(scene.hear(peer.id, 'AWAY :at lunch')).toEqual([
      '? < :s 306 * :You have been marked as being away',
    ])
    expect(peer.away).toBe('at lunch')
    expect(scene.hear(peer.id, 'AWAY')).toEqual(['? < :s 305 * :You are no longer marked as being away'])
    expect(peer.away).toBeUndefined()
  })

  it('is 451 for who has not asked for it', () => {
    const scene = new Scene()
    const { id } = scene.stranger()
    expect(scene.hear(id, 'AWAY x')).toEqual(['? < :s 451 * :You have not registered'])
  })

  it('that could not be told whatever its names are is 417', () => {
    const { scene, peer } = stranger()
    const most = 512 - `:${'n'.repeat(32)}!${'u'.repeat(20)}@${'h'.repeat(64)} AWAY :\r\n`.length
    expect(scene.hear(peer.id, `AWAY :${'x'.repeat(most + 1)}`)[0]).toContain(' 417 * ')
    expect(peer.away).toBeUndefined()
    expect(scene.hear(peer.id, `AWAY :${'x'.repeat(most)}`)[0]).toContain(' 306 * ')
  })

  it('makes an away member, of whom senders are told, and an asterisk is a text as any other', () => {
    const { scene } = stranger()
    const registration = { nick: 'bob', user: '~bob', host: 'h', address: 'h', realname: 'Bob', away: '*' }
    scene.run({ type: 'register', by: 9, atMs: scene.atMs, ...registration })
    expect(scene.line('ann', 'PRIVMSG bob :x')).toContain('ann < :s 301 ann bob :*')
  })
})

describe('SETNAME', () => {
  it('is told to who shares a channel and to oneself', () => {
    expect(scene().line('ann', 'SETNAME :Ann the Great')).toEqual([
      'ann,bob < :ann!~ann@h SETNAME :Ann the Great',
    ])
    expect(new Scene().enter('ann', 'bob').line('ann', 'SETNAME Ann')).toEqual([
      'ann < :ann!~ann@h SETNAME :Ann',
    ])
  })

  it('changes what WHOIS says', () => {
    const renamed = scene()
    renamed.line('ann', 'SETNAME :A N')
    expect(renamed.line('bob', 'WHOIS ann')[0]).toBe('bob < :s 311 bob ann ~ann h * :A N')
  })

  it('of nothing, or of too much, is FAIL INVALID_REALNAME and the old one stays', () => {
    const expected = ['ann < :s FAIL SETNAME INVALID_REALNAME :A realname has 1 to 150 bytes']
    expect(scene().line('ann', 'SETNAME :')).toEqual(expected)
    expect(scene().line('ann', `SETNAME :${'x'.repeat(151)}`)).toEqual(expected)
    expect(scene().line('ann', `SETNAME :${'x'.repeat(150)}`)).toHaveLength(1)
    expect(scene().line('ann', 'SETNAME')).toEqual(['ann < :s 461 ann SETNAME :Not enough parameters'])
  })
})
