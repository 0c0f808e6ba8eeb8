import { describe, expect, it } from 'vitest'
import {
  parseChannel,
  parseCount,
  parseDuration,
  parseHost,
  parsePort,
} from '../../../src/cli/arguments/parse.ts'

describe('parseDuration', () => {
  it('reads units, and seconds where there is none', () => {
    const read = ['1500ms', '2s', '1m', '1h', '3', '0.5s'].map((text) => parseDuration(text, '--timeout'))
    expect(read).toEqual([1_500, 2_000, 60_000, 3_600_000, 3_000, 500])
  })

  it('refuses what is no time with an example', () => {
    for (const text of ['', 'abc', '-1s', '0', '1 day', '9999h', '1e3']) {
      expect(() => parseDuration(text, '--timeout')).toThrow('not a time; write 1500ms, 2s or 1m.')
    }
  })
})

describe('parseHost', () => {
  it('reads names, addresses and ports', () => {
    const read = ['host', 'host:1', '10.0.0.1:2', '[fe80::1]:3', '[fe80::1]', 'fe80::1'].map((text) =>
      parseHost(text, 16_667),
    )
    expect(read.map(({ host, port }) => `${host} ${port}`)).toEqual([
      'host 16667',
      'host 1',
      '10.0.0.1 2',
      'fe80::1 3',
      'fe80::1 16667',
      'fe80::1 16667',
    ])
  })

  it('gives one host in one way, so that what is known of it is found', () => {
    const read = ['Office.LAN', 'FE80:0:0::1%Eth0', '[2001:DB8::0:1]:2', '::ffff:10.0.0.1'].map(
      (text) => parseHost(text, 16_667).host,
    )
    expect(read).toEqual(['office.lan', 'fe80::1%Eth0', '2001:db8::1', '::ffff:a00:1'])
  })

  it('refuses the rest', () => {
    for (const text of ['', ':1', 'host:', 'a b', '[]:1', 'host:99999']) {
      expect(() => parseHost(text, 16_667), text).toThrow(/--host/)
    }
  })
})

describe('parsePort and parseCount', () => {
  it('take whole numbers in their range only', () => {
    expect([parsePort('0', '--port'), parsePort('65535', '--port')]).toEqual([0, 65_535])
    for (const text of ['-1', '65536', '1.5', '0x10', ''])
      expect(() => parsePort(text, '--port')).toThrow('port')
    expect(parseCount('3', '--count')).toBe(3)
    for (const text of ['0', '-1', 'x']) expect(() => parseCount(text, '--count')).toThrow('--count')
  })
})

describe('parseChannel', () => {
  it('puts the # that a shell eats', () => {
    expect([parseChannel('lobby'), parseChannel('#Größe')]).toEqual(['#lobby', '#Größe'])
  })

  it('refuses what the room would refuse', () => {
    for (const text of ['', '#', 'a b', 'a,b', `#${'x'.repeat(64)}`, '#\u202e']) {
      expect(() => parseChannel(text), text).toThrow('not a channel')
    }
  })
})
