import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ScramVerifier } from '../../../src/room/accounts.ts'
import type { Hashes } from '../../../src/room/sasl/hashes.ts'
import { type ClientFirst, challenge, proveClient, readClientFirst } from '../../../src/room/sasl/scram.ts'
import { quickHashing } from '../../hashing.ts'

const read = (message: string): ClientFirst => {
  const first = readClientFirst(message)
  if (typeof first === 'string') throw new Error(first)
  return first
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const saltedWith = ({ salt, iterations }: ScramVerifier, password: string): Buffer =>
  pbkdf2Sync(password, Buffer.from(salt, 'base64'), iterations, 32, 'sha256')

/** The client's side, written after RFC 5802 §3 and nothing of ours. */
function finalOf(first: ClientFirst, serverFirst: string, salted: Buffer, binding = 'biws'): string {
  const nonce = /^r=([^,]*)/.exec(serverFirst)?.[1] ?? ''
  const withoutProof = `c=${binding},r=${nonce}`
  const clientKey = hmac(salted, 'Client Key')
  const storedKey = createHash('sha256').update(clientKey).digest()
  const signature = hmac(storedKey, `${first.bare},${serverFirst},${withoutProof}`)
  return `${withoutProof},p=${Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] ?? 0))).toString('base64')}`
}

describe('SCRAM-SHA-256', () => {
  it('is the example of RFC 7677 §3, byte for byte', () => {
    const salt = 'W22ZaJ0SNY7soEsUEjb6gQ=='
    const salted = pbkdf2Sync('pencil', Buffer.from(salt, 'base64'), 4_096, 32, 'sha256')
    const verifier = {
      salt,
      iterations: 4_096,
      storedKey: createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64'),
      serverKey: hmac(salted, 'Server Key').toString('base64'),
    }
    const nonce = '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0'
    const first = read('n,,n=user,r=rOprNGfwEbeRWgbNEkqO')
    const asked = {
      first,
      verifier,
      isKnown: true,
      nonce: `rOprNGfwEbeRWgbNEkqO${nonce}`,
      serverFirst: `r=rOprNGfwEbeRWgbNEkqO${nonce},s=${salt},i=4096`,
    }
    const final = `c=biws,r=rOprNGfwEbeRWgbNEkqO${nonce},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=`
    expect(proveClient(quickHashing, asked, final)).toEqual({
      serverFinal: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
    })
  })

  it('takes the right password, with either flag of who binds no channel', async () => {
    const { scram } = await quickHashing.derive('correct horse')
    for (const [flag, binding] of [
      ['n', 'biws'],
      ['y', 'eSws'],
    ] as const) {
      const first = read(`${flag},,n=ann,r=abc`)
      const asked = challenge(quickHashing, first, scram)
      expect(asked.serverFirst).toMatch(/^r=abc[\x21-\x2b\x2d-\x7e]{24},s=[\w+/=]+,i=4096$/)
      const final = finalOf(first, asked.serverFirst, saltedWith(scram, 'correct horse'), binding)
      expect(proveClient(quickHashing, asked, final)).toEqual({ serverFinal: expect.stringMatching(/^v=/) })
      const wrong = finalOf(first, asked.serverFirst, saltedWith(scram, 'wrong horse'), binding)
      expect(proveClient(quickHashing, asked, wrong)).toBe('invalid-proof')
    }
  })

  it('never gives the same nonce twice, so that what was overheard is of no use', async () => {
    const { scram } = await quickHashing.derive('correct horse')
    const first = read('n,,n=ann,r=abc')
    const asked = challenge(quickHashing, first, scram)
    const final = finalOf(first, asked.serverFirst, saltedWith(scram, 'correct horse'))
    const again = challenge(quickHashing, first, scram)
    expect(again.serverFirst).not.toBe(asked.serverFirst)
    expect(proveClient(quickHashing, again, final)).toBe('other-error')
  })

  it('shows a name of no account the same salt each time, and fails at the end', () => {
    const asked = [1, 2].map(() => challenge(quickHashing, read('n,,n=Nobody,r=abc'), undefined))
    const salts = asked.map(({ serverFirst }) => /s=([^,]*)/.exec(serverFirst)?.[1])
    expect(salts[0]).toBe(salts[1])
    const other = challenge(quickHashing, read('n,,n=else,r=abc'), undefined)
    expect(other.serverFirst).not.toContain(salts[0] ?? '?')
    const [one] = asked
    if (one === undefined) throw new Error('unreachable')
    const final = finalOf(one.first, one.serverFirst, saltedWith(one.verifier, ''))
    expect(proveClient(quickHashing, one, final)).toBe('invalid-proof')
  })

  it('lets nobody in whose verifier would be known: that of a name of no account', () => {
    // With StoredKey empty anybody could make a proof; it is refused all the same.
    const hashes: Hashes = { ...bound(quickHashing), isEqual: () => true }
    const asked = challenge(hashes, read('n,,n=nobody,r=abc'), undefined)
    const final = finalOf(asked.first, asked.serverFirst, Buffer.alloc(32))
    expect(proveClient(hashes, asked, final)).toBe('invalid-proof')
  })

  it.each([
    ['channel-binding-not-supported', 'p=tls-unique,,n=ann,r=abc'],
    ['extensions-not-supported', 'n,,m=x,n=ann,r=abc'],
    ['invalid-username-encoding', 'n,,n=a=b,r=abc'],
    ['invalid-username-encoding', 'n,,n=,r=abc'],
    ['other-error', 'n,a=bob,n=ann,r=abc'],
    ['invalid-encoding', 'n,,n=ann,r='],
    ['invalid-encoding', 'n,,n=ann'],
    ['invalid-encoding', 'n=ann,r=abc'],
    ['invalid-encoding', 'n=x,,n=ann,r=abc'],
    ['invalid-encoding', 'n,,n=\xff,r=abc'],
    ['invalid-encoding', ''],
  ])('refuses a first message with %s: %j', (error, message) => {
    expect(readClientFirst(message)).toBe(error)
  })

  it('reads names with commas and equals signs, and ignores what may follow', () => {
    expect(read('n,a=a=2Cb=3Dc,n=a=2Cb=3Dc,r=abc,x=y')).toMatchObject({ username: 'a,b=c', nonce: 'abc' })
  })

  it('refuses a last message of another exchange, or with another header', async () => {
    const { scram } = await quickHashing.derive('correct horse')
    const first = read('n,,n=ann,r=abc')
    const asked = challenge(quickHashing, first, scram)
    const final = finalOf(first, asked.serverFirst, saltedWith(scram, 'correct horse'))
    const changed = (from: RegExp | string, to: string) =>
      proveClient(quickHashing, asked, final.replace(from, to))
    expect(changed('c=biws', 'c=eSws')).toBe('channel-bindings-dont-match')
    expect(changed('r=abc', 'r=abd')).toBe('other-error')
    expect(changed(/p=.*/, 'p=AAAA')).toBe('invalid-encoding')
    expect(changed(/,p=.*/, '')).toBe('invalid-encoding')
  })
})

/** A class's methods as an object's own. */
function bound(hashes: Hashes): Hashes {
  return {
    sha256: (bytes) => hashes.sha256(bytes),
    hmac: (key, bytes) => hashes.hmac(key, bytes),
    isEqual: (one, other) => hashes.isEqual(one, other),
    random: (bytes) => hashes.random(bytes),
    decoy: (text) => hashes.decoy(text),
    scramIterations: hashes.scramIterations,
  }
}
