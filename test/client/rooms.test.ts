import { describe, expect, it } from 'vitest'
import { openRooms } from '../../src/client/rooms.ts'
import { here } from '../protocol/datagram/samples.ts'

const from = (address: string) => ({ address, port: 16_667 })
const source = from('192.168.1.7')
const said = (seq: number, more: object = {}) => ({ ...here, seq, ...more })
const idOf = (n: number) =>
  `${String(n).replaceAll(/[01]/g, 'a')}${'b'.repeat(20)}${String.fromCharCode(97 + (n % 26), 97 + Math.floor(n / 26))}`
const open = () => openRooms(() => 'new')
const names = (rooms: ReturnType<typeof open>, at = 0) => rooms.list(at).map((row) => row.here.id)

describe('the rooms that were heard of', () => {
  it('are one each, however many interfaces lead to it, this host first', () => {
    const rooms = open()
    rooms.answered(said(1), source, 0, 5)
    rooms.answered(said(2, { addresses: ['10.0.0.7'] }), from('10.0.0.7'), 1, 6)
    rooms.answered(said(3, { addresses: ['127.0.0.1'] }), from('127.0.0.1'), 2, 7)
    expect(rooms.list(2)).toMatchObject([{ addresses: ['127.0.0.1', '192.168.1.7', '10.0.0.7'], rttMs: 5 }])
  })

  it('are joined by IPv4 rather than by what nobody can type', () => {
    const rooms = open()
    rooms.answered(said(1, { addresses: ['fe80::7'] }), from('fe80::7%eth0'), 0, 5)
    rooms.answered(said(2), source, 1, 6)
    expect(rooms.list(2)).toMatchObject([{ addresses: ['192.168.1.7', 'fe80::7%eth0'] }])
  })

  it('lose an address that they do not answer at any more, while they answer at another', () => {
    const rooms = openRooms(() => 'new', 4_000)
    rooms.answered(said(1), source, 0, 5)
    rooms.answered(said(2, { addresses: ['10.0.0.7'] }), from('10.0.0.7'), 3_999, 6)
    expect(rooms.list(3_999)).toMatchObject([{ addresses: ['192.168.1.7', '10.0.0.7'] }])
    rooms.answered(said(3, { addresses: ['10.0.0.7'] }), from('10.0.0.7'), 5_000, 6)
    expect(rooms.list(60_000)).toMatchObject([{ addresses: ['10.0.0.7'] }])
  })

  it('are where they say, not where somebody passes their answer on from', () => {
    const rooms = open()
    expect(rooms.answered(said(1), from('192.168.1.66'), 0, 0)?.addresses).toEqual(['192.168.1.7'])
    expect(rooms.answered(said(2), source, 1, 0)?.addresses).toEqual(['192.168.1.7'])
    expect(rooms.answered(said(1, { id: idOf(1), addresses: ['127.0.0.1'] }), source, 0, 0)).toBe(undefined)
  })

  it('are gone after their ttl, unless they are heard again', () => {
    const rooms = open()
    rooms.answered(said(1), source, 0, 0)
    expect(names(rooms, 89_999)).toHaveLength(1)
    expect(names(rooms, 90_000)).toHaveLength(0)
    rooms.announced(said(2), 80_000)
    expect(names(rooms, 169_999)).toHaveLength(1)
    expect(names(rooms, 170_000)).toHaveLength(0)
  })

  it('are not kept alive by an old announcement, nor by one of another life', () => {
    const rooms = open()
    rooms.answered(said(5), source, 0, 0)
    rooms.announced(said(5), 80_000)
    rooms.announced(said(4), 80_000)
    rooms.announced(said(6, { bootId: 'ffffffff' }), 80_000)
    expect(names(rooms, 90_000)).toHaveLength(0)
  })

  it('are not made by an announcement', () => {
    const rooms = open()
    rooms.announced(said(1), 0)
    expect(names(rooms)).toEqual([])
  })

  it('are gone after their goodbye, and no older word brings them back', () => {
    const rooms = open()
    rooms.answered(said(5), source, 0, 0)
    rooms.leaving(said(7))
    expect(names(rooms)).toHaveLength(1)
    rooms.gone(said(7).id)
    expect(names(rooms)).toEqual([])
    expect(rooms.answered(said(6), source, 1, 0)).toBe(undefined)
    rooms.announced(said(6), 1)
    expect(names(rooms)).toEqual([])
    rooms.answered(said(1, { bootId: 'ffffffff' }), source, 2, 0)
    expect(names(rooms)).toHaveLength(1)
  })

  it('are not gone by a replayed goodbye, nor by one of another life', () => {
    const rooms = open()
    rooms.answered(said(5), source, 0, 0)
    for (const bye of [said(5), said(9, { bootId: 'ffffffff' })]) {
      expect(rooms.leaving(bye)).toBe(undefined)
      rooms.gone(bye.id)
    }
    expect(names(rooms)).toHaveLength(1)
  })

  it('are not gone when they answer what was asked after the goodbye, whatever number that had', () => {
    const rooms = open()
    rooms.answered(said(5), source, 0, 0)
    rooms.leaving(said(9_000))
    expect(rooms.answered(said(6), source, 1, 0)).toBe(undefined)
    rooms.answered(said(6), source, 1, 0, true)
    rooms.gone(said(5).id)
    expect(names(rooms)).toHaveLength(1)
    expect(rooms.leaving(said(7))).toBeDefined()
  })

  it('are at most 8 of one source, and of this host as many as there are', () => {
    const rooms = open()
    for (let n = 0; n < 10; n++) rooms.answered(said(1, { id: idOf(n) }), source, 0, 0)
    expect(names(rooms)).toHaveLength(8)
    const local = from('127.0.0.1')
    for (let n = 10; n < 20; n++)
      rooms.answered(said(1, { id: idOf(n), addresses: ['127.0.0.1'] }), local, 0, 0)
    expect(names(rooms)).toHaveLength(18)
  })

  it('are at most 64, of which a known one always is one', () => {
    const rooms = openRooms(({ id }) => (id === here.id ? 'same' : 'new'))
    for (let n = 0; n < 100; n++) {
      const address = `192.168.1.${n}`
      rooms.answered(said(1, { id: idOf(n), addresses: [address] }), from(address), 0, 0)
    }
    expect(names(rooms)).toHaveLength(64)
    rooms.answered(said(1), source, 0, 0)
    expect(names(rooms)).toHaveLength(64)
    expect(names(rooms)).toContain(here.id)
  })
})
