import { describe, expect, it } from 'vitest'
import { putAccount } from '../../../src/room/accounts.ts'
import type { HashWork } from '../../../src/room/surroundings.ts'
import { closedAccount } from '../accounts.ts'
import { Scene } from '../harness.ts'

const own = 'a'.repeat(64)
const other = 'b'.repeat(64)

function open() {
  const scene = new Scene()
  scene.register('ann', { tls: { certificate: own } })
  scene.enter('bob')
  putAccount(scene.room, closedAccount('ann', other))
  scene.run({ type: 'account', by: scene.id('ann'), atMs: scene.atMs, account: 'ann' })
  const peer = scene.peer(scene.id('ann'))
  Object.assign(peer, { tls: { certificate: own } })
  const works: HashWork[] = []
  scene.around = { ...scene.around, hash: (work) => void works.push(work) }
  return { scene, works, certificates: () => scene.room.accounts.get('ann')?.certificates }
}

describe('NS', () => {
  it('is for who is logged in', () => {
    const { scene } = open()
    for (const line of ['NS LOGOUT', 'NS CERT ADD', 'NS PASSWD :correct horse']) {
      expect(scene.line('bob', line)).toEqual([
        'bob < :s FAIL NS NOT_LOGGED_IN :Log in first, by SASL, or REGISTER',
      ])
    }
  })

  it('says what there is', () => {
    const { scene } = open()
    expect(scene.line('ann', 'NS IDENTIFY x')[0]).toMatch(
      /FAIL NS UNKNOWN_SUBCOMMAND IDENTIFY :NS PASSWD new \|/,
    )
    expect(scene.line('ann', 'NS CERT')[0]).toMatch(/FAIL NS UNKNOWN_SUBCOMMAND \* :/)
  })

  it('PASSWD sets another password, which an entry has as verifiers alone', () => {
    const { scene, works } = open()
    expect(scene.line('ann', 'NS PASSWD :correct horse')).toEqual([])
    expect(works).toMatchObject([{ derive: 'correct horse' }])
    const { verifiers } = closedAccount('')
    const scram = { ...verifiers.scram, salt: 'new' }
    const next = works[0]?.done({ result: 'right', verifiers: { ...verifiers, scram } }, scene.atMs)
    expect(typeof next === 'object' && scene.run(next)).toEqual([
      'accountChanged ann',
      'ann < :s NOTE NS PASSWORD_CHANGED :The password is changed; who is logged in stays so',
      'noted account.changed ann ann password',
    ])
    expect(scene.room.accounts.get('ann')?.verifiers.scram.salt).toBe('new')
  })

  it('PASSWD takes no weak one', () => {
    const { scene, works } = open()
    expect(scene.line('ann', 'NS PASSWD short')[0]).toContain('FAIL NS WEAK_PASSWORD :')
    expect(works).toEqual([])
  })

  it('CERT LIST, ADD and DEL are about the certificates that log in, each of one account', () => {
    const { scene, certificates } = open()
    expect(scene.line('ann', 'NS CERT ADD')).toEqual([
      `ann < :s NOTE NS CERTIFICATE_ADDED :The certificate ${own} logs in to your account: SASL EXTERNAL`,
    ])
    expect(certificates()).toEqual([other, own])
    expect(scene.line('ann', 'NS CERT ADD')[0]).toContain('FAIL NS CERTIFICATE_IN_USE :')
    expect(scene.line('ann', 'NS CERT LIST')).toEqual([
      `ann < :s NOTE NS CERTIFICATE :The certificate ${other} logs in`,
      `ann < :s NOTE NS CERTIFICATE :The certificate ${own} logs in; it is the one that you show now`,
      'ann < :s NOTE NS CERTIFICATES :2 certificate(s) log in to ann',
    ])
    expect(scene.line('ann', `NS CERT DEL ${other.toUpperCase().replaceAll(/(..)\B/g, '$1:')}`)).toEqual([
      `ann < :s NOTE NS CERTIFICATE_REMOVED :The certificate ${other} no longer logs in to your account`,
    ])
    expect(certificates()).toEqual([own])
    scene.line('ann', 'NS CERT DEL')
    expect(certificates()).toEqual([])
    expect(scene.line('ann', 'NS CERT DEL')[0]).toContain('FAIL NS NO_SUCH_CERTIFICATE :')
    expect(scene.room.certificates.size).toBe(0)
  })

  it('CERT ADD wants a certificate, and has room for so many', () => {
    const { scene } = open()
    const many = Array.from({ length: 8 }, (_, i) => String(i).repeat(64))
    putAccount(scene.room, closedAccount('ann', ...many))
    expect(scene.line('ann', 'NS CERT ADD')[0]).toContain('FAIL NS CERTIFICATES_FULL :')
    Object.assign(scene.peer(scene.id('ann')), { tls: undefined })
    expect(scene.line('ann', 'NS CERT ADD')[0]).toContain('FAIL NS NO_CERTIFICATE :')
  })

  describe('DROP', () => {
    const right = (works: HashWork[], scene: Scene) =>
      works.at(-1)?.done({ result: 'right', verifiers: undefined }, scene.atMs)

    it('ends the account by its password: its sessions are members on, and nothing of it is the next one’s', () => {
      const { scene, works } = open()
      scene.register('two', { account: 'ann' })
      scene.register('dan', { account: 'dan' })
      scene.line('ann', 'JOIN #a')
      scene.line('dan', 'JOIN #a')
      scene.line('dan', 'PRIVMSG two :between us')
      const [said] = scene.outcomes(scene.id('ann'), 'PRIVMSG #a :mine')
      expect(scene.line('ann', 'NS DROP ANN :correct horse')).toEqual([])
      expect(works).toMatchObject([{ check: { account: 'ann', password: 'correct horse' } }])
      const next = right(works, scene)
      expect(typeof next === 'object' && scene.run(next)).toEqual([
        'accountDropped ann',
        'ann,dan < :ann!~ann@h ACCOUNT *',
        'two < :two!~two@h ACCOUNT *',
        "ann < :s NOTE NS DROPPED ann :The account ann is no more; its nick is anybody's",
        'noted account.dropped ann ann',
      ])
      const { accounts, accountLooks, certificates, archive, sessions, channels } = scene.room
      expect([accounts.size, accountLooks.size, certificates.size, archive.pairs.size]).toEqual([0, 0, 0, 0])
      expect(sessions.has('ann')).toBe(false)
      expect(channels.get('#a')?.founder).toBeUndefined()
      scene.atMs++
      scene.line('ann', 'NICK was')
      scene.register('ann')
      const { verifiers } = closedAccount('')
      scene.run({ type: 'enrol', by: scene.id('ann'), atMs: scene.atMs, account: 'ann', verifiers })
      scene.line('ann', 'JOIN #a')
      expect(channels.get('#a')?.members.get(scene.id('ann'))).toBe(0)
      const msgid = said?.type === 'said' ? said.line.msgid : ''
      expect(scene.line('ann', `REDACT #a ${msgid}`)[0]).toContain('REDACT_FORBIDDEN')
    })

    it('is refused for a wrong password, for none, and of another’s account', () => {
      const { scene, works } = open()
      const noted: unknown[] = []
      scene.around = { ...scene.around, note: (event, fields) => void noted.push([event, fields]) }
      expect(scene.line('ann', 'NS DROP ann')[0]).toContain(
        'FAIL NS NEED_PASSWORD :With the password, if you mean it',
      )
      expect(scene.line('ann', 'NS DROP bob :x')[0]).toContain('FAIL NS NOT_YOURS bob :Your account is ann')
      expect(scene.line('bob', 'NS DROP ann :x')[0]).toContain('FAIL NS NOT_LOGGED_IN :')
      expect(works).toEqual([])
      expect(noted).toEqual([
        ['right.refused', { nick: 'ann', command: 'NS' }],
        ['right.refused', { nick: 'bob', command: 'NS' }],
      ])
      scene.line('ann', 'NS DROP ann :no')
      const answer = works.at(-1)?.done({ result: 'wrong' }, scene.atMs)
      expect(typeof answer).toBe('function')
      expect(scene.room.accounts.has('ann')).toBe(true)
    })

    it('is an operator’s of the room without a password, and in the log as such', () => {
      const { scene } = open()
      scene.oper('bob')
      const noted: unknown[] = []
      scene.around = { ...scene.around, note: (event, fields) => void noted.push([event, fields]) }
      expect(scene.all('bob', 'NS DROP ann')).toContain('noted account.dropped bob ann')
      expect(noted).toEqual([['oper.used', { nick: 'bob', command: 'NS', target: 'ann' }]])
      expect(scene.line('bob', 'NS DROP ann')[0]).toContain('FAIL NS ACCOUNT_UNKNOWN ann :')
      expect(scene.member('ann').account).toBeUndefined()
    })

    it('while somebody logs in to it lets nobody in', () => {
      const { scene } = open()
      const login = {
        type: 'account',
        by: scene.id('bob'),
        atMs: scene.atMs,
        account: 'gone',
        mechanism: 'PLAIN',
      } as const
      expect(scene.run({ ...login, called: { nick: 'bob', mask: 'bob!b@h' } })).toEqual([
        'bob < :s 904 bob :SASL authentication failed: there is no such account any more',
      ])
    })
  })

  it('LOGOUT is told as any change of the account', () => {
    const { scene } = open()
    expect(scene.line('ann', 'NS LOGOUT')).toEqual([
      'ann < :ann!~ann@h ACCOUNT *',
      'ann < :s 901 ann ann!~ann@h :You are now logged out',
    ])
    expect(scene.member('ann').account).toBeUndefined()
  })
})
