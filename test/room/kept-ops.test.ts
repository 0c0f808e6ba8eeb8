import { describe, expect, it } from 'vitest'
import { load, save } from '../../src/room/snapshot.ts'
import { Scene, factsOf } from './harness.ts'

function open(): Scene {
  const scene = new Scene()
  scene.register('ann', { account: 'Ann' })
  scene.register('bob', { account: 'bob' })
  return scene.enter('cat').join('#a', 'ann', 'bob', 'cat')
}

const rejoin = (scene: Scene, nick: string): string[] => {
  scene.line(nick, 'PART #a')
  return scene.line(nick, 'JOIN #a').filter((line) => line.includes(' MODE '))
}

describe('operators of a channel', () => {
  it('are its founder, by account, whenever it comes back', () => {
    const scene = open()
    expect(rejoin(scene, 'ann')).toEqual(['ann,bob,cat < :s MODE #a +o ann'])
    scene.line('ann', 'MODE #a -o ann')
    expect(rejoin(scene, 'ann')).toEqual(['ann,bob,cat < :s MODE #a +o ann'])
  })

  it('are who was made one, until the rank is taken', () => {
    const scene = open()
    expect(rejoin(scene, 'bob')).toEqual([])
    scene.line('ann', 'MODE #a +o bob')
    expect(rejoin(scene, 'bob')).toEqual(['ann,bob,cat < :s MODE #a +o bob'])
    scene.line('ann', 'MODE #a -o bob')
    expect(rejoin(scene, 'bob')).toEqual([])
  })

  it('are not those again that have no account', () => {
    const scene = open()
    scene.line('ann', 'MODE #a +o cat')
    expect(rejoin(scene, 'cat')).toEqual([])
  })

  it('are who logs in to an account that is one, and the account of who is one', () => {
    const scene = open()
    const logIn = (account: string | undefined) =>
      scene.run({ type: 'account', by: scene.id('cat'), atMs: scene.atMs, account })
    expect(logIn('ann')).toContain('ann,bob,cat < :s MODE #a +o cat')
    logIn('other')
    scene.run({ type: 'account', by: scene.id('bob'), atMs: scene.atMs, account: 'other' })
    expect(rejoin(scene, 'bob')).toEqual(['ann,bob,cat < :s MODE #a +o bob'])
  })

  it('are forgotten with the channel', () => {
    const scene = open()
    for (const nick of ['ann', 'bob', 'cat']) scene.line(nick, 'PART #a')
    scene.join('#a', 'bob', 'ann')
    expect(scene.room.channels.get('#a')?.members.get(scene.id('ann'))).toBe(0)
  })

  it('are known of so many accounts', () => {
    const scene = new Scene({ limits: { keptOperators: 1 } })
    for (const nick of ['ann', 'bob', 'cat']) scene.register(nick, { account: nick })
    scene.join('#a', 'ann', 'bob', 'cat')
    scene.line('ann', 'MODE #a +oo bob cat')
    expect([rejoin(scene, 'bob').length, rejoin(scene, 'cat').length]).toEqual([0, 1])
  })

  it('are in a snapshot', () => {
    const scene = open()
    scene.line('ann', 'MODE #a +o bob')
    const loaded = load(save(scene.room), factsOf())
    expect(loaded.channels.get('#a')).toMatchObject({ founder: 'ann', keptOps: new Set(['bob']) })
  })
})
