import { describe, expect, it } from 'vitest'
import { hasLost, isConflict } from '../../../../src/transport/discovery/mdns/contest.ts'
import { recordsOf } from '../../../../src/transport/discovery/mdns/service.ts'
import { another, office, officeRecords } from './samples.ts'

const isOwnAddress = (address: string): boolean => ['10.10.1.2', '10.20.2.2', 'fe80::2'].includes(address)
const ours = officeRecords.unique
const theirs = recordsOf(another, ['10.10.1.9']).unique
const conflicts = (records: typeof ours): boolean[] =>
  records.map((record) => isConflict(record, ours, isOwnAddress))

describe('a name of ours', () => {
  it('is somebody else’s where its service is at another place', () => {
    expect(conflicts(theirs)).toContain(true)
  })

  it('is not when our own word is heard again, also from another network of ours', () => {
    expect(conflicts(ours)).not.toContain(true)
    expect(conflicts(recordsOf(office, ['10.20.2.2']).unique)).not.toContain(true)
  })

  it('is when its host is at another address', () => {
    expect(conflicts(recordsOf(office, ['10.10.1.9']).unique)).toContain(true)
  })

  it('is not when it is taken back', () => {
    expect(conflicts(theirs.map((record) => ({ ...record, ttlSeconds: 0 })))).not.toContain(true)
  })
})

describe('who asks for a name at the same time', () => {
  it('has it or has it not: one of the two', () => {
    expect(hasLost(ours, theirs, isOwnAddress)).not.toBe(hasLost(theirs, ours, isOwnAddress))
  })

  it('is nobody else when our own question is heard again', () => {
    expect(hasLost(ours, ours, isOwnAddress)).toBe(false)
    expect(hasLost(ours, recordsOf(office, ['10.20.2.2']).unique, isOwnAddress)).toBe(false)
  })

  it('has lost it who has less to say, where the rest is the same', () => {
    const [, text] = theirs
    expect(hasLost(text === undefined ? [] : [text], theirs, isOwnAddress)).toBe(true)
  })

  it('is of no matter where the names are others', () => {
    expect(hasLost(ours, recordsOf({ ...another, room: 'Kitchen' }, []).unique, isOwnAddress)).toBe(false)
  })
})
