import { describe, expect, it } from 'vitest'
import { Scene } from './harness.ts'

const logIn = (scene: Scene, nick: string, account: string | undefined): string[] =>
  scene.run({ type: 'account', by: scene.id(nick), atMs: scene.atMs, account })

describe('an account entry', () => {
  it('is told once to the member itself and to all who share a channel (account-notify)', () => {
    const scene = new Scene().enter('ann', 'bob', 'cat').join('#a', 'ann', 'bob').join('#b', 'ann', 'bob')
    expect(logIn(scene, 'ann', 'anna')).toEqual(['ann,bob < :ann!~ann@h ACCOUNT anna'])
    expect(logIn(scene, 'ann', undefined)).toEqual(['ann,bob < :ann!~ann@h ACCOUNT *'])
  })

  it('of who is in no channel is told to itself', () => {
    expect(logIn(new Scene().enter('ann', 'bob'), 'ann', 'anna')).toEqual(['ann < :ann!~ann@h ACCOUNT anna'])
  })

  it('that changes nothing, or is of nobody, is nothing', () => {
    const scene = new Scene().enter('ann')
    logIn(scene, 'ann', 'anna')
    expect(logIn(scene, 'ann', 'anna')).toEqual([])
    expect(scene.run({ type: 'account', by: 9, atMs: 0, account: 'x' })).toEqual([])
  })

  it('is on the lines that follow, and not yet on its own (account-tag)', () => {
    const scene = new Scene().enter('ann').join('#a', 'ann')
    const accountOf = (text: string) =>
      scene.outcomes(1, text).flatMap((outcome) => (outcome.type === 'said' ? [outcome.line.account] : []))
    expect(accountOf('PRIVMSG #a x')).toEqual([undefined])
    logIn(scene, 'ann', 'anna')
    expect(accountOf('PRIVMSG #a x')).toEqual(['anna'])
    expect(accountOf('MODE #a -t')).toEqual(['anna'])
  })

  it('may come with the registration', () => {
    const scene = new Scene()
    const registration = {
      nick: 'ann',
      user: '~ann',
      host: 'h',
      address: 'h',
      realname: 'Ann',
      account: 'anna',
    }
    scene.run({ type: 'register', by: 1, atMs: 0, ...registration })
    expect(scene.line('ann', 'JOIN #a')[0]).toBe('ann < :ann!~ann@h JOIN #a anna :Ann')
  })
})
