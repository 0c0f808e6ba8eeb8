import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

const left = (): Scene => {
  const scene = new Scene().enter('ann', 'bob')
  scene.leave('bob', 'x')
  scene.atMs += 1_000
  scene.register('Bob', { user: '~two', host: 'h2', realname: 'Second' })
  scene.leave('Bob', 'x')
  return scene
}

describe('WHOWAS', () => {
  it('lists who had the nick, the latest first, each with where and until when', () => {
    expect(left().line('ann', 'WHOWAS BOB')).toEqual([
      'ann < :s 314 ann Bob ~two h2 * :Second',
      'ann < :s 312 ann Bob s :2026-01-02T03:04:06.000Z',
      'ann < :s 314 ann bob ~bob h * :bob',
      'ann < :s 312 ann bob s :2026-01-02T03:04:05.000Z',
      'ann < :s 369 ann BOB :End of WHOWAS',
    ])
  })

  it('lists as many as are asked for, all where the count is none', () => {
    const of = (count: string): number =>
      left()
        .line('ann', `WHOWAS bob ${count}`)
        .filter((line) => line.includes(' 314 ')).length
    expect(['1', '2', '9', '0', '-1', 'x', ''].map(of)).toEqual([1, 2, 2, 2, 2, 2, 2])
  })

  it('knows who changed their nick, and the account that they had', () => {
    const scene = new Scene().enter('ann', 'bob')
    for (const member of scene.room.members.values()) if (member.nick === 'bob') member.account = 'Robert'
    scene.line('bob', 'NICK rob')
    expect(scene.line('ann', 'WHOWAS bob').slice(0, 3)).toEqual([
      'ann < :s 314 ann bob ~bob h * :bob',
      'ann < :s 312 ann bob s :2026-01-02T03:04:05.000Z',
      'ann < :s 330 ann bob Robert :is logged in as',
    ])
    expect(scene.line('ann', 'WHOWAS rob')[0]).toBe('ann < :s 406 ann rob :There was no such nickname')
  })

  it('knows nothing of who only spells the same nick otherwise', () => {
    const scene = new Scene().enter('ann', 'bob')
    scene.line('bob', 'NICK BOB')
    expect(scene.line('ann', 'WHOWAS bob')[0]).toContain(' 406 ')
  })

  it('shows the address to room operators alone', () => {
    const scene = left()
    expect(scene.line('ann', 'WHOWAS bob 1').join(' ')).not.toContain(' 338 ')
    scene.room.members.get(scene.id('ann'))?.modes.add('o')
    expect(scene.line('ann', 'WHOWAS bob 1')[1]).toBe('ann < :s 338 ann Bob h2 :Is actually using host')
  })

  it('of who never was is 406, and ends', () => {
    expect(left().line('ann', 'WHOWAS eve')).toEqual([
      'ann < :s 406 ann eve :There was no such nickname',
      'ann < :s 369 ann eve :End of WHOWAS',
    ])
  })

  it('of several nicks answers the first, and ends with all of them', () => {
    const lines = left().line('ann', 'WHOWAS bob,eve 1')
    expect(lines[0]).toContain(' 314 ann Bob ')
    expect(lines.at(-1)).toBe('ann < :s 369 ann bob,eve :End of WHOWAS')
  })

  it('of another server is 402', () => {
    expect(left().line('ann', 'WHOWAS bob 1 elsewhere')).toEqual([
      'ann < :s 402 ann elsewhere :No such server',
      'ann < :s 369 ann bob :End of WHOWAS',
    ])
    expect(left().line('ann', 'WHOWAS bob 1 s')).toHaveLength(3)
  })

  it('of nothing is 431', () => {
    expect(left().line('ann', 'WHOWAS')).toEqual(['ann < :s 431 ann :No nickname given'])
    expect(left().line('ann', 'WHOWAS :')).toEqual(['ann < :s 431 ann :No nickname given'])
  })
})
