import { describe, expect, it } from 'vitest'
import { toBase64 } from '../../../src/protocol/base64.ts'
import { capSet } from '../../../src/protocol/caps.ts'
import { putAccount } from '../../../src/room/accounts.ts'
import type { Peer } from '../../../src/room/peer.ts'
import type { HashWork } from '../../../src/room/surroundings.ts'
import { closedAccount } from '../accounts.ts'
import { Scene } from '../harness.ts'

const certificate = 'c'.repeat(64)

/** A connection that may log in, and what its daemon was asked to hash. */
function open({ tls = false } = {}) {
  const scene = new Scene()
  putAccount(scene.room, closedAccount('Ann', certificate))
  const works: HashWork[] = []
  const noted: string[] = []
  scene.around = {
    ...scene.around,
    hash: (work) => void works.push(work),
    note: (event, fields) => void noted.push(`${event} ${Object.values(fields).filter(Boolean).join(' ')}`),
  }
  const peer = scene.stranger(tls ? { certificate } : undefined)
  peer.caps = capSet(['sasl'])
  const say = (...lines: string[]) => lines.flatMap((line) => scene.hear(peer.id, line))
  return { scene, peer, works, noted, say }
}

const plain = (text: string): string => `AUTHENTICATE ${toBase64(text)}`
const awaits = ({ exchange }: Peer) => exchange?.awaits

describe('AUTHENTICATE', () => {
  it('begins a mechanism, in any case, with an empty challenge', () => {
    const { peer, say } = open()
    expect(say('AUTHENTICATE plain')).toEqual(['? < :s AUTHENTICATE +'])
    expect(awaits(peer)).toBe('response')
  })

  it.each(['DIGEST-MD5', 'EXTERNAL', '+', toBase64('\0ann\0x')])(
    'of what is not offered names what is, and fails: %s',
    (word) => {
      const { peer, say } = open()
      expect(say(`AUTHENTICATE ${word}`)).toEqual([
        '? < :s 908 * PLAIN,SCRAM-SHA-256 :are available SASL mechanisms',
        '? < :s 904 * :SASL authentication failed: there is no such mechanism',
      ])
      expect(awaits(peer)).toBeUndefined()
    },
  )

  it('with a star aborts, also where nothing is under way', () => {
    const { peer, say } = open()
    const aborted = ['? < :s 906 * :SASL authentication aborted']
    expect(say('AUTHENTICATE *')).toEqual(aborted)
    say('AUTHENTICATE PLAIN')
    expect(say('AUTHENTICATE *')).toEqual(aborted)
    expect(awaits(peer)).toBeUndefined()
  })

  it('has a password hashed, and answers nothing meanwhile', () => {
    const { works, say } = open()
    say('AUTHENTICATE PLAIN')
    expect(say(plain('\0ANN\0secret'))).toEqual([])
    expect(works).toMatchObject([{ check: { account: 'ann', password: 'secret', verifier: { cost: 2 } } }])
  })

  it('has the password of nobody hashed just so', () => {
    const { works, say } = open()
    say('AUTHENTICATE PLAIN', plain('\0nobody\0secret'))
    expect(works).toMatchObject([{ check: { account: 'nobody', password: 'secret', verifier: undefined } }])
  })

  it('puts a response together from parts of 400 bytes, the last of which is shorter', () => {
    const { works, peer, say } = open()
    const text = toBase64(`\0ann\0${'x'.repeat(595)}`)
    expect(text).toHaveLength(800)
    say('AUTHENTICATE PLAIN', `AUTHENTICATE ${text.slice(0, 400)}`, `AUTHENTICATE ${text.slice(400)}`)
    expect([works.length, awaits(peer)]).toEqual([0, 'response'])
    say('AUTHENTICATE +')
    expect(works[0]?.check?.password).toHaveLength(595)
  })

  it('of more than 400 bytes is 905, and so is a response of more than may be', () => {
    const long = ['? < :s 905 * :SASL message too long']
    const { peer, say } = open()
    say('AUTHENTICATE PLAIN')
    expect(say(`AUTHENTICATE ${'A'.repeat(401)}`)).toEqual(long)
    expect(awaits(peer)).toBeUndefined()
    say('AUTHENTICATE PLAIN')
    const part = `AUTHENTICATE ${'A'.repeat(400)}`
    expect(say(...Array.from({ length: 11 }, () => part))).toEqual(long)
    expect(awaits(peer)).toBeUndefined()
  })

  it.each([
    ['AUTHENTICATE !!!!', 'that is not base64'],
    ['AUTHENTICATE AAA', 'that is not base64'],
    ['AUTHENTICATE +', 'that is no message of this mechanism'],
    [plain('ann'), 'that is no message of this mechanism'],
    [plain('bob\0ann\0secret'), 'that is no message of this mechanism'],
  ])('of nonsense fails: %s', (line, why) => {
    const { peer, works, say } = open()
    say('AUTHENTICATE PLAIN')
    expect(say(line)).toEqual([`? < :s 904 * :SASL authentication failed: ${why}`])
    expect([awaits(peer), works]).toEqual([undefined, []])
  })

  it('says by the numeric whether the account is locked, and why else it failed', () => {
    const { scene, say } = open()
    const answers = (['locked', 'throttled', 'busy'] as const).map((refusal) => {
      scene.around = { ...scene.around, hash: () => refusal }
      return say('AUTHENTICATE PLAIN', plain('\0ann\0secret')).slice(1)
    })
    expect(answers).toEqual([
      ['? < :s 902 * :Too many wrong tries for this account; try again in a minute'],
      ['? < :s 904 * :SASL authentication failed: too many tries from your address; try again in a minute'],
      ['? < :s 904 * :SASL authentication failed: too many log in at this moment; try again'],
    ])
  })

  it('tells the log which account was meant where there is one, and never what was given instead', () => {
    const { noted, say, scene } = open()
    scene.around = { ...scene.around, hash: () => 'busy' }
    say('AUTHENTICATE PLAIN', plain('\0ann\0secret'))
    say('AUTHENTICATE PLAIN', plain('\0ann\0secret'))
    scene.around = { ...scene.around, hash: () => 'throttled' }
    say('AUTHENTICATE PLAIN', plain('\0hunter2\0secret'))
    expect(noted).toEqual(['account.refused PLAIN busy Ann', 'account.refused PLAIN throttled'])
  })
})

describe('EXTERNAL', () => {
  const loggedIn = [
    '? < :s 900 * *!*@h Ann :You are now logged in as Ann',
    '? < :s 903 * :SASL authentication successful',
  ]

  it.each(['+', toBase64('ann')])('logs in who shows the certificate of an account: %s', (response) => {
    const { peer, say } = open({ tls: true })
    say('AUTHENTICATE EXTERNAL')
    expect(say(`AUTHENTICATE ${response}`)).toEqual(loggedIn)
    expect(peer.account).toBe('Ann')
  })

  it('is no way into another account, nor with a certificate of none', () => {
    const { scene, peer, say } = open({ tls: true })
    say('AUTHENTICATE EXTERNAL')
    expect(say(`AUTHENTICATE ${toBase64('bob')}`)[0]).toMatch(/ 904 /)
    putAccount(scene.room, closedAccount('Ann'))
    say('AUTHENTICATE EXTERNAL')
    expect(say('AUTHENTICATE +')[0]).toMatch(/ 904 .* see NS CERT ADD$/)
    expect(peer.account).toBeUndefined()
  })
})

describe('registration in the middle of an exchange', () => {
  it('aborts it, and goes on without (sasl-3.1)', () => {
    const { peer, say } = open()
    say('CAP LS 302', 'NICK bob', 'USER bob 0 * :Bob', 'AUTHENTICATE PLAIN')
    expect(awaits(peer)).toBe('response')
    expect(say('CAP END')).toEqual(['? < :s 906 bob :SASL authentication aborted'])
    expect(awaits(peer)).toBeUndefined()
  })

  it('is not there yet while something is missing', () => {
    const { peer, say } = open()
    say('CAP LS 302', 'NICK bob', 'AUTHENTICATE PLAIN')
    expect(say('CAP END')).toEqual([])
    expect(awaits(peer)).toBe('response')
    expect(say('USER bob 0 * :Bob')).toEqual(['? < :s 906 bob :SASL authentication aborted'])
  })
})

describe('who gives the capability back', () => {
  it('has no exchange under way any more', () => {
    const { peer, say } = open()
    say('CAP REQ :sasl', 'AUTHENTICATE PLAIN', 'CAP REQ :-sasl')
    expect(awaits(peer)).toBeUndefined()
  })
})
