import { describe, expect, it } from 'vitest'
import { pageAddresses } from '../../../src/cli/daemon/page-address.ts'

const around = (...hosts: string[]) => ({
  networks: [],
  targets: hosts.map((bind) => ({ rung: 'broadcast' as const, interface: 'e', bridge: false, bind, to: [] })),
})

describe('pageAddresses', () => {
  it('are in each network that others may be in', () => {
    const look = () => around('127.0.0.1', '192.168.1.5', '10.0.0.7')
    expect(pageAddresses({ requireTls: false }, 16_667, look)).toEqual([
      'http://192.168.1.5:16667/',
      'http://10.0.0.7:16667/',
    ])
  })

  it('are those that the room listens on, and on this computer where there is no network', () => {
    const look = () => around('127.0.0.1', '192.168.1.5')
    expect(pageAddresses({ bind: 'fd00::5', requireTls: true }, 443, look)).toEqual([
      'https://[fd00::5]:443/',
    ])
    expect(pageAddresses({ bind: '0.0.0.0', requireTls: false }, 1, () => around('127.0.0.1'))).toEqual([
      'http://localhost:1/',
    ])
  })
})
