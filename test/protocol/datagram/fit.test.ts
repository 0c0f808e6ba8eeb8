import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, encodeHere } from '../../../src/protocol/datagram.ts'
import { queryBytes } from '../../../src/protocol/datagram/query.ts'
import { cleanRoom } from '../../../src/protocol/datagram/room-name.ts'
import { here, heres, sign, textOf } from './samples.ts'

describe('the fit of an answer', () => {
  it('an answer is never larger than its query, and what is left of it is true', () => {
    fc.assert(
      fc.property(heres, fc.integer({ min: 300, max: 1_200 }), (said, bytes) => {
        const datagram = encodeHere(said, sign, bytes)
        if (datagram === undefined) return
        expect(datagram.length).toBeLessThanOrEqual(bytes)
        const decoded = decode(datagram)
        if (!decoded.ok || decoded.datagram.type !== 'here') throw new Error(textOf(datagram))
        const read = decoded.datagram.here
        expect({ ...read, room: '', addresses: [] }).toEqual({ ...said, room: '', addresses: [] })
        expect(cleanRoom(said.room).startsWith(read.room)).toBe(true)
        expect(said.addresses.slice(0, read.addresses.length)).toEqual(read.addresses)
        if (read.room !== cleanRoom(said.room)) expect(read.addresses).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('a query of ours has room for the whole name and three IPv4 addresses', () => {
    const most = {
      ...here,
      fingerprint: 'f'.repeat(43),
      seq: 4_294_967_295,
      room: 'é'.repeat(24),
      version: 'v'.repeat(16),
      ttlSeconds: 300,
      tcpPort: 65_535,
      addresses: Array.from({ length: 8 }, () => '192.168.100.100'),
    }
    const decoded = decode(encodeHere(most, sign, queryBytes) ?? new Uint8Array())
    expect(decoded).toMatchObject({
      datagram: { here: { room: most.room, addresses: most.addresses.slice(0, 3) } },
    })
  })

  it('what cannot fit is not said', () => {
    expect(encodeHere(here, sign, 200)).toBe(undefined)
  })
})
