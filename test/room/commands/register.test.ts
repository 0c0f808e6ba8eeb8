import { describe, expect, it } from 'vitest'
import { toWire } from '../../../src/protocol/wire.ts'
import { putAccount } from '../../../src/room/accounts.ts'
import type { HashWork } from '../../../src/room/surroundings.ts'
import { closedAccount } from '../accounts.ts'
import { Scene } from '../harness.ts'

const { verifiers } = closedAccount('')

function open(options: ConstructorParameters<typeof Scene>[0] = {}) {
  const scene = new Scene(options).enter('ann', 'bob').join('#a', 'ann', 'bob')
  const works: HashWork[] = []
  scene.around = { ...scene.around, hash: (work) => void works.push(work) }
  /** What the daemon does when the last password is hashed. */
  const hashed = (result: 'right' | 'wrong' | 'busy' | 'throttled' = 'right') => {
    const next = works.at(-1)?.done(result === 'right' ? { result, verifiers } : { result }, scene.atMs)
    return typeof next === 'object' ? scene.run(next) : []
  }
  return { scene, works, hashed }
}

describe('REGISTER (IRCv3 account-registration)', () => {
  it('makes an account of the nick, and logs in to it', () => {
    const { scene, works, hashed } = open()
    expect(scene.line('ann', 'REGISTER * * :correct horse')).toEqual([])
    expect(works).toMatchObject([{ derive: 'correct horse' }])
    expect(hashed()).toEqual([
      'accountChanged ann',
      'ann < :s REGISTER SUCCESS ann :The account ann is yours, and you are logged in',
      'ann,bob < :ann!~ann@h ACCOUNT ann',
      'ann < :s 900 ann ann!~ann@h ann :You are now logged in as ann',
      'noted account.registered ann ann',
    ])
    expect(scene.member('ann').account).toBe('ann')
    expect(scene.room.accounts.get('ann')).toEqual({
      name: 'ann',
      verifiers,
      certificates: [],
      madeMs: scene.atMs,
    })
  })

  it('may come before the connection is a member (before-connect)', () => {
    const { scene, hashed } = open()
    const peer = scene.stranger()
    expect(scene.hear(peer.id, 'REGISTER * * :correct horse')).toEqual([
      '? < :s FAIL REGISTER NEED_NICK * :Say NICK first',
    ])
    scene.hear(peer.id, 'NICK cat')
    scene.hear(peer.id, 'REGISTER CAT * :correct horse')
    expect(hashed()).toEqual([
      'accountChanged CAT',
      '? < :s REGISTER SUCCESS CAT :The account CAT is yours, and you are logged in',
      `loggedIn ${peer.id} CAT`,
      '? < :s 900 cat cat!*@h CAT :You are now logged in as CAT',
      'noted account.registered cat CAT',
    ])
    expect(peer.account).toBe('CAT')
  })

  it('of one name by two is decided by the order', () => {
    const { scene, works } = open()
    const peers = [scene.stranger(), scene.stranger()]
    for (const { id } of peers) {
      scene.hear(id, 'NICK cat')
      scene.hear(id, 'REGISTER * * :correct horse')
    }
    const [, second] = works.map((work) => {
      const next = work.done({ result: 'right', verifiers }, scene.atMs)
      return typeof next === 'object' ? scene.run(next) : []
    })
    expect(second).toEqual([
      '? < :s FAIL REGISTER ACCOUNT_EXISTS cat :There is an account of this name already',
    ])
    expect(peers.map(({ account }) => account)).toEqual(['cat', undefined])
  })

  it('of a name that looks like another account, or like somebody who is there, is refused', () => {
    const { scene, hashed } = open()
    putAccount(scene.room, closedAccount('alice'))
    scene.register('aIice', { account: 'alice' })
    scene.run({ type: 'account', by: scene.id('aIice'), atMs: scene.atMs, account: undefined })
    expect(scene.line('aIice', 'REGISTER * * :correct horse')).toEqual([
      'aIice < :s FAIL REGISTER BAD_ACCOUNT_NAME aIice :It looks like the name of another account',
    ])
    const { id } = scene.stranger()
    scene.hear(id, 'NICK lee')
    scene.hear(id, 'REGISTER * * :correct horse')
    scene.register('Iee')
    expect(hashed()[0]).toContain(
      'BAD_ACCOUNT_NAME lee :Somebody else has this nick, or one that looks like it',
    )
  })

  it('of a nick that somebody else has got meanwhile is refused', () => {
    const { scene, hashed } = open()
    const { id } = scene.stranger()
    scene.hear(id, 'NICK cat')
    scene.hear(id, 'REGISTER * * :correct horse')
    scene.register('cat')
    expect(hashed()).toEqual([
      '? < :s FAIL REGISTER BAD_ACCOUNT_NAME cat :Somebody else has this nick, or one that looks like it',
    ])
  })

  it.each([
    ['ACCOUNT_NAME_MUST_BE_NICK', 'REGISTER cat * :correct horse', 'cat'],
    ['ACCOUNT_NAME_MUST_BE_NICK', 'REGISTER bob * :correct horse', 'bob'],
    ['BAD_ACCOUNT_NAME', 'REGISTER #x * :correct horse', '#x'],
    ['UNACCEPTABLE_EMAIL', 'REGISTER ann ann@example.org :correct horse', 'ann'],
    ['WEAK_PASSWORD', 'REGISTER ann * :1234567', 'ann'],
    ['UNACCEPTABLE_PASSWORD', `REGISTER ann * :${'x'.repeat(301)}`, 'ann'],
    ['UNACCEPTABLE_PASSWORD', 'REGISTER ann * :1234567\x07', 'ann'],
  ])('fails with %s: %s', (code, line, name) => {
    const { scene, works } = open()
    expect(scene.line('ann', line)).toEqual([
      expect.stringMatching(`^ann < :s FAIL REGISTER ${code} ${name} :`),
    ])
    expect(works).toEqual([])
  })

  it('fails with WEAK_PASSWORD where that is the name', () => {
    const scene = open().scene.enter('longnick')
    expect(scene.line('longnick', 'REGISTER * * LongNick')).toEqual([
      'longnick < :s FAIL REGISTER WEAK_PASSWORD longnick :A password is not the name of its account',
    ])
  })

  it('fails with ACCOUNT_EXISTS, ALREADY_AUTHENTICATED and TEMPORARILY_UNAVAILABLE', () => {
    const { scene } = open({ limits: { accounts: 1 } })
    putAccount(scene.room, closedAccount('ann'))
    const codeOf = (nick: string) => scene.line(nick, 'REGISTER * * :correct horse')[0]?.split(' ')[5]
    expect(codeOf('ann')).toBe('ACCOUNT_EXISTS')
    expect(codeOf('bob')).toBe('TEMPORARILY_UNAVAILABLE')
    scene.run({ type: 'account', by: scene.id('bob'), atMs: scene.atMs, account: 'ann' })
    expect(scene.line('bob', 'REGISTER * * :correct horse')).toEqual([
      'bob < :s FAIL REGISTER ALREADY_AUTHENTICATED ann :You are logged in already',
    ])
  })

  it('fails with TEMPORARILY_UNAVAILABLE where an operator hides the capability', () => {
    const { scene } = open({ hiddenCaps: ['draft/account-registration'] })
    expect(scene.line('ann', 'REGISTER * * :correct horse')[0]).toContain(' TEMPORARILY_UNAVAILABLE ann ')
  })

  it.each(['busy', 'throttled'] as const)(
    'fails with TEMPORARILY_UNAVAILABLE where the daemon is %s',
    (why) => {
      const { scene } = open()
      scene.around = { ...scene.around, hash: () => why }
      expect(scene.line('ann', 'REGISTER * * :correct horse')[0]).toContain(' TEMPORARILY_UNAVAILABLE ann ')
    },
  )

  it('prepares the password, so that what is typed the same is the same (SASLprep)', () => {
    const { scene, works } = open()
    scene.line('ann', 'REGISTER * * :cafe\u0301 au lait')
    expect(works[0]?.derive).toBe(toWire('café au lait'))
  })
})

describe('VERIFY', () => {
  it('has no code that is right, since nothing waits for one', () => {
    const { scene } = open()
    expect(scene.line('ann', 'VERIFY ann 1234')).toEqual([
      'ann < :s FAIL VERIFY INVALID_CODE ann :No account here waits for a code: REGISTER is all',
    ])
    scene.run({ type: 'account', by: scene.id('ann'), atMs: scene.atMs, account: 'ann' })
    expect(scene.line('ann', 'VERIFY ann 1234')[0]).toContain(' ALREADY_AUTHENTICATED ann ')
  })
})
