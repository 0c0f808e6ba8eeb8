import { describe, expect, it } from 'vitest'
import {
  type Met,
  addressesOfKnown,
  formatKnown,
  learn,
  nothingKnown,
  parseKnown,
  pinOf,
  wasOverTls,
  withRoom,
} from '../../src/client/known.ts'

const ours = { id: 'a'.repeat(26), room: 'Office' }
const theirs = { id: 'b'.repeat(26), room: 'OFFICE\u200b' }
const key = 'k'.repeat(43)
const known = withRoom(new Map(), ours, '2026-01-01T00:00:00.000Z')

describe('rooms that were joined before', () => {
  it('are new, then the same, then changed when the name has another key', () => {
    expect(pinOf(new Map(), ours)).toBe('new')
    expect(pinOf(known, ours)).toBe('same')
    expect(pinOf(known, theirs)).toBe('changed')
    expect(pinOf(known, { ...theirs, room: 'Kitchen' })).toBe('new')
  })

  it('are replaced by name', () => {
    const after = withRoom(known, theirs, '2026-01-02T00:00:00.000Z')
    expect(pinOf(after, theirs)).toBe('same')
    expect(pinOf(after, ours)).toBe('changed')
  })

  it('are kept as text', () => {
    const rooms = withRoom(known, { id: ours.id, room: '__proto__' }, 'x')
    const all = learn({ rooms, hosts: new Map() }, { isTls: true, host: { at: 'a:1', key } }, false, 'now')
    expect(parseKnown(formatKnown(all))).toEqual(all)
  })

  it.each([
    '',
    'null',
    '[]',
    '{"v":2,"rooms":[]}',
    '{"v":1,"rooms":[{}]}',
    '{"v":1,"rooms":[null]}',
    '{"v":1,"rooms":[],"hosts":[{"at":"a:1"}]}',
  ])('are none in a broken text: %s', (text) => {
    expect(parseKnown(text)).toBe(undefined)
  })
})

describe('what is learnt of who was met', () => {
  const host = { at: '10.0.0.1:16667', key }
  const none = nothingKnown
  const plain = { room: ours, isTls: false }
  const secure = { room: ours, isTls: true }
  const after = (...met: readonly Met[]) => met.reduce((known, one) => learn(known, one, false, 'now'), none)

  it('is that a room is over TLS, from the first time on', () => {
    expect(wasOverTls(after(plain).rooms, ours.id)).toBe(false)
    expect(wasOverTls(after(secure).rooms, ours.id)).toBe(true)
    expect(wasOverTls(after(plain, secure).rooms, ours.id)).toBe(true)
    expect(wasOverTls(after(secure, plain).rooms, ours.id)).toBe(true)
  })

  it('holds for a room under another name too, and not for another room', () => {
    const renamed = { id: ours.id, room: 'Kitchen' }
    expect(wasOverTls(after(secure, { room: renamed, isTls: false }).rooms, renamed.id)).toBe(true)
    expect(wasOverTls(after(secure).rooms, theirs.id)).toBe(false)
  })

  it('keeps when it was joined first', () => {
    const later = learn(after(plain), secure, false, 'later')
    expect(later.rooms.get('office')).toEqual({ ...ours, since: 'now', tls: true })
  })

  it('is no other identity for a name, unless a person says so', () => {
    const stranger = { room: theirs, isTls: false }
    expect(after(secure, stranger)).toEqual(after(secure))
    const trusted = learn(after(secure), stranger, true, 'later')
    expect(pinOf(trusted.rooms, theirs)).toBe('same')
    expect(wasOverTls(trusted.rooms, theirs.id)).toBe(false)
  })

  it('is the key of a host, and the newest of it', () => {
    const other = { at: host.at, key: 'o'.repeat(43) }
    expect(after({ isTls: true, host }, { isTls: true, host: other }).hosts.get(host.at)?.key).toBe(other.key)
  })

  it('is forgotten where a person says that without TLS is right', () => {
    const before = after({ ...secure, host })
    const untold = { ...plain, host: { at: host.at } }
    expect(learn(before, untold, false, 'later')).toBe(before)
    const told = learn(before, untold, true, 'later')
    expect(wasOverTls(told.rooms, ours.id)).toBe(false)
    expect(told.hosts.size).toBe(0)
  })

  it('is nothing where all is known', () => {
    const before = after({ ...secure, host })
    expect(learn(before, { ...secure, host }, false, 'later')).toBe(before)
    expect(learn(before, { isTls: false }, true, 'later')).toBe(before)
  })
})

describe('where a room was', () => {
  const at = (address: string, room = ours): Met => ({ room: { ...room, address }, isTls: false })
  const hall = { id: 'c'.repeat(26), room: 'Hall' }
  const learnt = (...met: readonly Met[]) =>
    met.reduce((known, one) => learn(known, one, false, 'now'), nothingKnown)

  it('is kept, the last of it, and read again', () => {
    const known = learnt(at('10.0.0.7'), at('10.0.0.8'), { room: ours, isTls: true })
    expect(addressesOfKnown(known.rooms, undefined)).toEqual(['10.0.0.8'])
    expect(parseKnown(formatKnown(known))).toEqual(known)
    expect(learn(known, { ...at('10.0.0.8'), isTls: true }, false, 'later')).toBe(known)
  })

  it('is asked, of the one that is wanted, or those learnt last first', () => {
    const { rooms } = learnt(at('10.0.0.7'), at('fe80::9%eth0', hall))
    expect(addressesOfKnown(rooms, undefined)).toEqual(['fe80::9%eth0', '10.0.0.7'])
    expect(addressesOfKnown(rooms, 'office')).toEqual(['10.0.0.7'])
  })

  it('is not asked where it is this computer, or no address', () => {
    const { rooms } = learnt(at('127.0.0.1'), at('office.example', hall))
    expect(addressesOfKnown(rooms, undefined)).toEqual([])
  })
})

describe('the file of an earlier version', () => {
  it('is read: its rooms were not over TLS', () => {
    const text = JSON.stringify({ v: 1, rooms: [{ ...ours, since: 'then' }] })
    expect(parseKnown(text)).toEqual({
      rooms: new Map([['office', { ...ours, since: 'then' }]]),
      hosts: new Map(),
    })
  })
})
