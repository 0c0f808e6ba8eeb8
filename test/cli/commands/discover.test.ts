import { describe, expect, it } from 'vitest'
import { changes, listing } from '../../../src/cli/commands/discover.ts'
import type { FoundRoom } from '../../../src/client/seek.ts'

const office: FoundRoom = {
  id: 'mr3pm5fpvrwti6fbmt23ezzm4i',
  room: 'Office',
  host: 'fe80::1',
  port: 16_667,
  addresses: ['fe80::1'],
  tls: false,
  ws: false,
  version: '1.0.0',
  ttlSeconds: 90,
  rttMs: 6.4,
  pin: 'changed',
}

describe('listing', () => {
  it('is a table for people and columns for pipes', () => {
    expect(listing([office], 'table')).toEqual([
      'ROOM    ADDRESS          VERSION  ANSWERED IN  PIN      IDENTITY',
      'Office  [fe80::1]:16667  1.0.0    6 ms         CHANGED  mr3pm5fpvrwti6fbmt23ezzm4i',
    ])
    expect(listing([office], 'tabs')).toEqual([
      'Office\t[fe80::1]:16667\t1.0.0\t6 ms\tCHANGED\tmr3pm5fpvrwti6fbmt23ezzm4i',
    ])
  })

  it('gives everything as JSON', () => {
    expect(JSON.parse(listing([office], 'json')[0] ?? '')).toEqual(office)
  })
})

describe('changes', () => {
  it('are who came, who changed and who went', () => {
    const hall = { ...office, id: 'h'.repeat(26), room: 'Hall' }
    const moved = { ...office, host: 'fe80::2', addresses: ['fe80::2'] }
    const signs = (lines: readonly string[]) => lines.map((line) => line.split('\t').slice(0, 2))
    expect(signs(changes([], [office], false))).toEqual([['+', 'Office']])
    expect(signs(changes([office, hall], [moved], false))).toEqual([
      ['-', 'Hall'],
      ['~', 'Office'],
    ])
    expect(changes([office], [office], false)).toEqual([])
    expect(JSON.parse(changes([office], [], true)[0] ?? '')).toEqual({ type: 'gone', ...office })
  })
})
