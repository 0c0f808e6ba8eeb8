import { describe, expect, it } from 'vitest'
import { putAccount } from '../../src/room/accounts.ts'
import { toWire } from '../../src/protocol/wire.ts'
import { closedAccount } from './accounts.ts'
import { Scene } from './harness.ts'

const certificate = 'c'.repeat(64)

function open(): Scene {
  const scene = new Scene().enter('bob')
  putAccount(scene.room, closedAccount('ann', certificate))
  return scene
}

const registered = ':Nickname is registered: log in to its account by SASL, or choose another one'

describe('the nick of an account', () => {
  it('is its owner’s: of who is logged in to it, or shows its certificate', () => {
    expect(open().register('ann')).toEqual([`? < :s 433 * ann ${registered}`, 'denied ann'])
    expect(open().register('Ann', { account: 'bob' }).at(-1)).toBe('denied Ann')
    expect(open().register('ANN', { account: 'ann' })[0]).toBe('admitted ANN')
    expect(open().register('ann', { tls: { certificate } })[0]).toBe('admitted ann')
    const scene = open()
    expect(scene.line('bob', 'NICK ann')).toEqual([`bob < :s 433 bob ann ${registered}`])
    scene.run({ type: 'account', by: scene.id('bob'), atMs: scene.atMs, account: 'ann' })
    expect(scene.line('bob', 'NICK ann')).toEqual(['bob < :bob!~bob@h NICK ann'])
  })

  it('is so in all that looks like it, also while nobody is there', () => {
    const scene = open()
    for (const name of ['alice', 'pace']) putAccount(scene.room, closedAccount(name))
    const cyrillic = '\u0440\u0430\u0441\u0435'
    expect(scene.register(cyrillic)[0]).toBe(
      `? < :s 433 * ${toWire(cyrillic)} :It looks like pace, which is registered; choose another one`,
    )
    expect(scene.line('bob', 'NICK aIice')[0]).toContain(
      ' 433 bob aIice :It looks like alice, which is registered;',
    )
    expect(scene.register('aIice', { account: 'alice' })[0]).toBe('admitted aIice')
  })

  it('may be asked for before the login, while capabilities are negotiated', () => {
    const scene = open()
    const [early, late] = [scene.stranger(), scene.stranger()]
    expect(scene.hear(early.id, 'NICK ann')).toEqual([`? < :s 433 * ann ${registered}`])
    scene.hear(late.id, 'CAP LS 302')
    expect(scene.hear(late.id, 'NICK ann')).toEqual([])
    expect(scene.hear(late.id, 'NICK bob')).toEqual(['? < :s 433 ann bob :Nickname is already in use'])
  })
})

describe('one’s own ghost', () => {
  it('is replaced by who registers with the same account: told once, and its connection ends', () => {
    const scene = open().join('#a', 'bob')
    scene.register('ann', { account: 'ann' })
    scene.join('#a', 'ann')
    const ghost = scene.id('ann')
    const told = scene.register('ann', { account: 'ann', host: 'elsewhere' })
    expect(told.slice(0, 5)).toEqual([
      'noted account.replaced ann ann',
      'bob < :ann!~ann@h QUIT :Replaced',
      'unsubscribed ann #a',
      'expelled ann: Replaced',
      'admitted ann',
    ])
    expect(scene.room.members.has(ghost)).toBe(false)
    expect(scene.member('ann').host).toBe('elsewhere')
    expect(scene.leave('ann', 'x')).toEqual([])
  })

  it('is replaced by NICK, too, and in any nick that it has', () => {
    const scene = new Scene()
    scene.register('ghost', { account: 'ann' })
    scene.register('ann_', { account: 'Ann' })
    expect(scene.line('ann_', 'NICK ghost')).toEqual(['ann_ < :ann_!~ann_@h NICK ghost'])
    expect(scene.room.members.size).toBe(1)
  })

  it('is replaced by who shows the same certificate', () => {
    const scene = new Scene()
    scene.register('ann', { tls: { certificate } })
    expect(scene.register('ann', { tls: { certificate } }).at(-1)).not.toBe('denied ann')
    expect(scene.room.members.size).toBe(1)
  })

  it('is nobody else’s to replace', () => {
    const scene = new Scene()
    scene.register('ann', { account: 'ann', tls: { certificate } })
    for (const other of [{}, { account: 'bob' }, { tls: {} }, { tls: { certificate: 'd'.repeat(64) } }]) {
      expect(scene.register('ann', other).at(-1)).toBe('denied ann')
    }
  })

  it('leaves the nick to its owner where it is a stranger to it', () => {
    const scene = new Scene()
    scene.register('ann', { account: 'cat' })
    putAccount(scene.room, closedAccount('ann'))
    expect(scene.register('ann', { account: 'cat' }).at(-1)).toBe('denied ann')
    expect(scene.register('ann', { account: 'ann' }).at(-1)).not.toBe('denied ann')
    expect(scene.member('ann').account).toBe('ann')
  })
})
