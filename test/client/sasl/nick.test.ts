import { describe, expect, it } from 'vitest'
import { wishFor } from '../../../src/client/sasl/nick.ts'

const login = { account: 'ann', password: 'correct horse' }
const access = { over: 'tls', nonce: 'n', login } as const
const wish = { nick: 'root', user: 'r', realname: 'r', channels: [], suffixes: ['_1', '_2'] }

describe('the nick of who logs in', () => {
  it('is the account, where none was asked for', () => {
    expect(wishFor(wish, access).nick).toBe('ann')
    expect(wishFor({ ...wish, suffixes: [] }, access).nick).toBe('root')
    expect(wishFor(wish, { ...access, login: { certificate: 'may' } }).nick).toBe('root')
  })

  it('has a suffix where another client of theirs may be there, and is no longer than nicks are', () => {
    expect(wishFor({ ...wish, isBeside: true }, access).nick).toBe('ann_1')
    const long = { ...access, login: { ...login, account: 'n'.repeat(32) } }
    expect(wishFor({ ...wish, isBeside: true }, long).nick).toBe(`${'n'.repeat(30)}_1`)
  })
})
