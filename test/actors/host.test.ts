import { describe, expect, it } from 'vitest'
import { hostOf } from '../../src/actors/host.ts'

describe('the host that members see', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::1', '0::1'],
  ])('of %s is %s', (address, host) => {
    expect(hostOf(address)).toBe(host)
  })
})
