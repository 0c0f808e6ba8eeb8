import { describe, expect, it } from 'vitest'
import {
  choose,
  howToTrust,
  noneFound,
  serverValue,
  warnings,
  whichOne,
} from '../../../src/cli/enter/choose.ts'
import { exitCodes } from '../../../src/cli/exit.ts'
import type { FoundRoom } from '../../../src/client/seek.ts'

const room = (change: Partial<FoundRoom> = {}): FoundRoom => ({
  id: 'a'.repeat(26),
  room: 'Office',
  host: '10.0.0.1',
  port: 16_667,
  addresses: ['10.0.0.1'],
  tls: false,
  ws: false,
  version: '1.0.0',
  ttlSeconds: 90,
  rttMs: 1,
  pin: 'new',
  ...change,
})

describe('choose', () => {
  it('gives the rooms in the order of their names', () => {
    expect(choose([room()], false)).toEqual([room()])
    expect(choose([room(), room({ room: 'Den' })], false).map((one) => one.room)).toEqual(['Den', 'Office'])
  })

  it('never takes a room that is not the one we know', () => {
    const changed = room({ pin: 'changed', id: 'b'.repeat(26), knownId: 'a'.repeat(26) })
    expect(() => choose([changed], false)).toThrow('WARNING: "Office" at 10.0.0.1:16667 is NOT')
    const den = room({ room: 'Den' })
    expect(choose([changed, den], false)).toEqual([den])
    expect(choose([changed], true)).toEqual([changed])
  })

  it('shows both identities, and what to type once one was asked for', () => {
    const changed = room({ pin: 'changed', id: 'b'.repeat(26), knownId: 'a'.repeat(26) })
    expect(warnings([changed, room()])).toEqual([
      'WARNING: "Office" at 10.0.0.1:16667 is NOT the room that you joined before under that name.\n' +
        '  its identity was   aaaaaaaaaaaaaaaaaaaaaaaaaa\n' +
        '  and now it is      bbbbbbbbbbbbbbbbbbbbbbbbbb',
    ])
    expect(howToTrust([changed]).at(-1)).toContain(`earshot --server ${'b'.repeat(26)} --trust`)
    expect(howToTrust([room()])).toEqual([])
  })
})

describe('noneFound', () => {
  it('says who was asked and what to do', () => {
    const look = { rooms: [], asked: ['192.168.1.255', '10.0.0.255'], problems: [], places: [] }
    const exit = noneFound(look, 1_500, 16_667)
    expect(exit.code).toBe(exitCodes.noneFound)
    expect([exit.message, ...exit.next]).toEqual([
      'No earshot room answered on this network (asked 192.168.1.255 and 10.0.0.255 on UDP 16667, waited 1.5 s).',
      'start one here:      earshot daemon',
      'know the address?    earshot --host 192.168.1.20',
      'somebody is there?   earshot doctor',
    ])
  })

  it('says where asking failed, and where mDNS tells of a room that does not answer', () => {
    const look = {
      rooms: [],
      asked: [],
      problems: [{ interface: 'eth0', code: 'EPERM' }],
      places: [
        { host: '10.10.1.9', port: 16_667 },
        { host: 'fe80::9%eth0', port: 16_667 },
      ],
    }
    const exit = noneFound(look, 1_500, 16_667, 'Den')
    expect(exit.message).toMatch(/^No earshot room "Den" answered .*no network to ask on/)
    expect(exit.next[0]).toBe('could not ask on eth0: EPERM')
    expect(exit.next.filter((line) => line.startsWith('mDNS'))).toEqual([
      'mDNS tells of one:   earshot --host 10.10.1.9:16667',
    ])
  })
})

describe('whichOne', () => {
  it('lists what --server takes, quoted for a shell', () => {
    const rooms = [room(), room({ room: "Rob's den", port: 7 })]
    const exit = whichOne(rooms)
    expect(exit.code).toBe(exitCodes.usage)
    expect(exit.next).toEqual([
      'at 10.0.0.1:16667:  earshot --server Office',
      "at 10.0.0.1:7:      earshot --server 'Rob'\\''s den'",
    ])
  })

  it('tells rooms of one name apart by their identity', () => {
    const two = [room(), room({ id: 'b'.repeat(26), room: 'office' })]
    expect(two.map((one) => serverValue(one, two))).toEqual(['a'.repeat(26), 'b'.repeat(26)])
  })
})
