import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanRoom, isWanted, roomKey } from '../../../src/protocol/datagram/room-name.ts'
import { utf8Bytes } from '../../../src/protocol/utf8.ts'

describe('names of rooms', () => {
  it('a clean name has nothing unseen, fits, and stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
        const clean = cleanRoom(name)
        expect(clean).not.toMatch(/[\p{C}\u2028\u2029\u200b-\u200f]/u)
        expect(utf8Bytes(clean)).toBeLessThanOrEqual(48)
        expect(cleanRoom(clean)).toBe(clean)
      }),
    )
  })

  it('a name is cut between code points', () => {
    expect(cleanRoom('😀'.repeat(13))).toBe('😀'.repeat(12))
  })

  it('spellings that read the same have one key', () => {
    expect(roomKey(' OFFICE\u200b')).toBe(roomKey('office'))
    expect(roomKey('Ｏffice')).toBe(roomKey('Office'))
    expect(roomKey('Cafe\u0301')).toBe(roomKey('CAFÉ'))
  })

  it('a room is meant by its name or by enough of its id', () => {
    const room = { id: 'abcdefghijklmnopqrstuvwxyz', room: 'Office' }
    expect(isWanted('office', room)).toBe(true)
    expect(isWanted('ABCDEFGH', room)).toBe(true)
    expect(isWanted('abcdefg', room)).toBe(false)
    expect(isWanted('Kitchen', room)).toBe(false)
  })
})
