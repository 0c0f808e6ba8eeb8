import { basename, dirname } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanRoom } from '../../src/protocol/datagram/room-name.ts'
import { roomDirectory } from '../../src/ops/room-directory.ts'

const nameOf = (room: string) => basename(roomDirectory('/s', room))
const rooms = fc
  .string({ unit: fc.constantFrom('a', 'A', '+', '%', '.', '/', 'é', '4', '1', '\\') })
  .map(cleanRoom)
  .filter((room) => room !== '')

describe('the directory of a room', () => {
  it.each([
    ['Office', '+office'],
    ['2nd floor', '2nd%20floor'],
    ['..', '%2e%2e'],
    ['../../etc', '%2e%2e%2f%2e%2e%2fetc'],
    ['Café', '+caf%c3%a9'],
  ])('of %j is %s', (room, name) => {
    expect(nameOf(room)).toBe(name)
  })

  it('is its own, also where file systems ignore case, and never leaves the state directory', () => {
    fc.assert(
      fc.property(rooms, rooms, (one, other) => {
        expect(nameOf(one).toLowerCase() === nameOf(other).toLowerCase()).toBe(one === other)
        expect(dirname(roomDirectory('/s', one))).toBe('/s/rooms')
      }),
    )
  })

  it('needs a name', () => {
    expect(() => roomDirectory('/s', '')).toThrow('needs a name')
    expect(() => roomDirectory('/s', '/'.repeat(100))).toThrow('too long')
  })
})
