import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCloak } from '../../src/ops/cloak.ts'
import { formatIpv4 } from '../../src/protocol/ipv4.ts'
import { networkNumber, parseAddress } from '../../src/protocol/ip-address.ts'

const cloak = createCloak(Buffer.alloc(32, 1))
const other = createCloak(Buffer.alloc(32, 2))
const address = fc.oneof(fc.ipV4(), fc.ipV6())
const labels = (host: string): string[] => host.split('.')

/** Two addresses that begin alike, for as many bits as it happens. */
const near = fc.tuple(fc.nat(0xffff_ffff), fc.nat(32)).map(([number, bits]) => {
  const changed = (number ^ (bits === 32 ? 0 : 1 << (31 - bits))) >>> 0
  return [formatIpv4(number), formatIpv4(changed)] as const
})

describe('a cloak', () => {
  it('has three labels and says that it is one', () => {
    fc.assert(
      fc.property(address, (text) => {
        expect(cloak(text)).toMatch(/^(?:[a-z2-7]{8}\.){3}cloak$/)
      }),
    )
  })

  it('is the same for the same address, however it is written', () => {
    expect(cloak('fe80::1%eth0')).toBe(cloak('fe80:0:0:0:0:0:0:1'))
    fc.assert(
      fc.property(address, (text) => {
        expect(createCloak(Buffer.alloc(32, 1))(text)).toBe(cloak(text))
      }),
    )
  })

  it('is another one, label for label, under another key', () => {
    fc.assert(
      fc.property(address, (text) => {
        const ours = labels(cloak(text)).slice(0, 3)
        expect(labels(other(text)).filter((label) => ours.includes(label))).toEqual([])
      }),
    )
  })

  it('shares its labels with another address exactly where they share the networks', () => {
    fc.assert(
      fc.property(fc.oneof(near, fc.tuple(address, address)), ([one, two]) => {
        const [a, b] = [parseAddress(one), parseAddress(two)]
        if (a === undefined || b === undefined) throw new Error('no addresses')
        const prefixes = a.family === 'ipv4' ? [32, 24, 16] : [128, 64, 48]
        const shared = prefixes.map(
          (prefix) => a.family === b.family && networkNumber(a, prefix) === networkNumber(b, prefix),
        )
        expect(labels(cloak(one)).map((label, i) => label === labels(cloak(two))[i])).toEqual([
          ...shared,
          true,
        ])
      }),
    )
  })

  it('is also there for what is no address', () => {
    expect(cloak('unix')).toMatch(/^[a-z2-7]{8}\.cloak$/)
  })
})
