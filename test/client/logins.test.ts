import { describe, expect, it } from 'vitest'
import { formatLogins, loginAt, parseLogins, withLogin } from '../../src/client/logins.ts'

const id = 'a'.repeat(26)
const other = 'b'.repeat(26)
const ann = { id, room: 'Office', at: '10.0.0.1:16667', account: 'ann', password: 'correct horse' }
const bob = { id: other, room: 'Lab', account: 'bob', clientCert: '/home/bob/bob.pem' }

describe('the kept logins', () => {
  it('are one for each room, by its identity', () => {
    const logins = withLogin(withLogin([ann], bob), { ...ann, password: 'battery' })
    expect(logins).toEqual([bob, { ...ann, password: 'battery' }])
    expect([loginAt(logins, { id: other }), loginAt(logins, {})]).toEqual([bob, undefined])
  })

  it('are for what was typed only where nobody says which room is there', () => {
    const { at } = ann
    expect(loginAt([ann], { at })).toBe(ann)
    expect(loginAt([ann], { id: other, at })).toBeUndefined()
  })

  it('are read as they were written; what is none is nothing', () => {
    expect(parseLogins(formatLogins([ann, bob]))).toEqual([ann, bob])
    for (const text of [
      '',
      '[]',
      '{"v":2,"logins":[]}',
      '{"v":1,"logins":[{}]}',
      '{"v":1,"logins":[{"id":1}]}',
    ]) {
      expect(parseLogins(text)).toBeUndefined()
    }
  })
})
