import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeHashing } from '../../../src/client/sasl/node-hashing.ts'
import { clientFirst, clientFirstBare, prove, readServerFirst } from '../../../src/client/sasl/scram.ts'
import { NodeHashing } from '../../../src/ops/hashing.ts'
import { toWire } from '../../../src/protocol/wire.ts'
import { challenge, proveClient, readClientFirst } from '../../../src/room/sasl/scram.ts'
import { runs } from '../../runs.ts'

describe('the client side of SCRAM-SHA-256', () => {
  it('is that of the example in RFC 7677 §3', async () => {
    const bare = clientFirstBare('user', 'rOprNGfwEbeRWgbNEkqO')
    expect(clientFirst(bare)).toBe('n,,n=user,r=rOprNGfwEbeRWgbNEkqO')
    const question = readServerFirst(
      bare,
      'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    )
    expect(question && (await prove(nodeHashing, 'pencil', question))).toEqual({
      clientFinal:
        'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
      serverFinal: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
    })
  })

  it('is believed by the side of the room, and believes it, whatever the name and the password', async () => {
    const hashing = new NodeHashing({ cost: 2, iterations: 4_096 })
    const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !text.includes('\0'))
    const password = fc.stringMatching(/^[ -~äß\u2126]{1,20}$/u)
    const both = fc.asyncProperty(name, password, async (account, secret) => {
      const bare = clientFirstBare(account, 'nonce')
      const first = readClientFirst(clientFirst(bare))
      if (typeof first === 'string') throw new Error(first)
      expect(first.username).toBe(toWire(account))
      // What the room keeps is of the prepared password.
      const { scram } = await hashing.derive(toWire(secret.normalize('NFKC')))
      const asked = challenge(hashing, first, scram)
      const question = readServerFirst(bare, asked.serverFirst)
      if (question === undefined) throw new Error(asked.serverFirst)
      const { clientFinal, serverFinal } = await prove(nodeHashing, secret, question)
      expect(proveClient(hashing, asked, clientFinal)).toEqual({ serverFinal })
    })
    await fc.assert(both, { numRuns: runs(20) })
  })

  it.each([
    ['another nonce', 'r=other12,s=c2FsdA==,i=4096'],
    ['our nonce alone', 'r=own,s=c2FsdA==,i=4096'],
    ['rounds that make a guess cheap', 'r=own12,s=c2FsdA==,i=4095'],
    ['rounds without an end', 'r=own12,s=c2FsdA==,i=999999999'],
    ['a salt that is no base64', 'r=own12,s=c2FsdA,i=4096'],
    ['an extension that has to be known', 'm=x,r=own12,s=c2FsdA==,i=4096'],
    ['nothing', ''],
  ])('takes no answer with %s', (_what, serverFirst) => {
    expect(readServerFirst(clientFirstBare('ann', 'own'), serverFirst)).toBeUndefined()
  })
})
