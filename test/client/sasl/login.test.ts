import { describe, expect, it } from 'vitest'
import { mustLogIn, waysToLogIn } from '../../../src/client/sasl/login.ts'

const all = 'PLAIN,EXTERNAL,SCRAM-SHA-256'
const password = { account: 'ann', password: 'correct horse' }

describe('the ways to log in', () => {
  it.each([
    ['a password over TLS', { over: 'tls', login: password }, all, ['SCRAM-SHA-256']],
    [
      'a password over TLS, where there is nothing better',
      { over: 'tls', login: password },
      'PLAIN',
      ['PLAIN'],
    ],
    ['a password without TLS: never as it is', { over: 'plain', login: password }, all, ['SCRAM-SHA-256']],
    ['a password that could only be sent as it is', { over: 'plain', login: password }, 'PLAIN', []],
    ['a certificate', { over: 'tls', login: { certificate: 'must' } }, all, ['EXTERNAL']],
    ['a certificate that is not shown', { over: 'plain', login: { certificate: 'must' } }, all, []],
    [
      'both: the certificate first',
      { over: 'tls', login: { ...password, certificate: 'may' } },
      all,
      ['EXTERNAL', 'SCRAM-SHA-256'],
    ],
    ['a room that does not say which', { over: 'plain', login: password }, '', ['SCRAM-SHA-256']],
    ['mechanisms that we have not', { over: 'tls', login: password }, 'OAUTHBEARER', []],
    ['nobody', { over: 'tls' }, all, []],
  ] as const)('of %s', (_who, access, offered, ways) => {
    expect(waysToLogIn({ nonce: 'n', ...access }, offered)).toEqual(ways)
  })

  it('are to lead in, but for a certificate that may be for something else', () => {
    const logins = [undefined, { certificate: 'may' }, { certificate: 'must' }, password] as const
    expect(logins.map((login) => mustLogIn({ over: 'tls', nonce: 'n', login }))).toEqual([
      false,
      false,
      true,
      true,
    ])
  })
})
