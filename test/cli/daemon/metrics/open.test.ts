import { describe, expect, it } from 'vitest'
import { isIn } from '../../../../src/cli/daemon/metrics/open.ts'

describe('isIn', () => {
  it('knows the addresses of its networks, an IPv6 one with its zone too', () => {
    const isNear = isIn([
      { family: 'ipv4', address: '127.0.0.0', prefix: 8 },
      { family: 'ipv6', address: 'fe80::', prefix: 10 },
    ])
    expect(['127.3.2.1', 'fe80::7%eth0'].map(isNear)).toEqual([true, true])
    expect(['128.0.0.1', '::1', ''].map(isNear)).toEqual([false, false, false])
  })
})
