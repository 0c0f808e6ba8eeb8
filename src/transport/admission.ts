import { BlockList, isIP } from 'node:net'
import type { Limits } from '../protocol/limits.ts'

/** Why a connection is not taken; the peer is told in one line. */
export type Denial = 'address not allowed' | 'too many connections from your address' | 'connecting too fast'

type AdmissionLimits = Pick<Limits, 'perAddress' | 'newPerAddressPerMinute' | 'addressesKept'>

interface Visits {
  now: number
  /** New connections since `sinceMs`, a window of one minute. */
  recent: number
  sinceMs: number
}

const minuteMs = 60_000

/** Everything that is near by itself: loopback, link-local, RFC 1918, RFC 4193. */
const near = new BlockList()
near.addSubnet('127.0.0.0', 8)
near.addSubnet('10.0.0.0', 8)
near.addSubnet('172.16.0.0', 12)
near.addSubnet('192.168.0.0', 16)
near.addSubnet('169.254.0.0', 16)
near.addAddress('::1', 'ipv6')
near.addSubnet('fe80::', 10, 'ipv6')
near.addSubnet('fc00::', 7, 'ipv6')

/** An IPv4 address that reached an IPv6 socket, as IPv4; everything else as it is. */
export function plainAddress(address: string): string {
  const mapped = address.startsWith('::ffff:') ? address.slice(7) : address
  return isIP(mapped) === 4 ? mapped : address
}

/**
 * Who may come in: by default only what is on this machine or this network, and from one address only so many at once
 * and in a minute. Checked before anything is made for a connection. `isOnLink` says whether an address lies in a
 * network of this machine, which may be a public one.
 */
export class Admission {
  readonly #visits = new Map<string, Visits>()
  readonly #limits: AdmissionLimits
  readonly #isOnLink: (address: string) => boolean

  constructor(limits: AdmissionLimits, isOnLink: (address: string) => boolean) {
    this.#limits = limits
    this.#isOnLink = isOnLink
  }

  /** Counts a connection in, or says why not. An admitted one has to be counted out by `leave`. */
  enter(address: string, nowMs: number): Denial | undefined {
    const family = isIP(address.split('%')[0] ?? '') === 6 ? 'ipv6' : 'ipv4'
    const bare = address.split('%')[0] ?? address
    if (!near.check(bare, family) && !this.#isOnLink(bare)) return 'address not allowed'
    if (isLoopback(bare)) return undefined
    const visits = this.#visits.get(bare) ?? { now: 0, recent: 0, sinceMs: nowMs }
    // Put back at the end: the first is the one unheard for longest.
    this.#visits.delete(bare)
    this.#visits.set(bare, visits)
    if (nowMs - visits.sinceMs >= minuteMs) Object.assign(visits, { recent: 0, sinceMs: nowMs })
    this.#forgetOldest()
    if (visits.now >= this.#limits.perAddress) return 'too many connections from your address'
    if (visits.recent >= this.#limits.newPerAddressPerMinute) return 'connecting too fast'
    visits.now++
    visits.recent++
    return undefined
  }

  leave(address: string): void {
    const visits = this.#visits.get(address.split('%')[0] ?? address)
    if (visits !== undefined) visits.now = Math.max(0, visits.now - 1)
  }

  /** Only addresses without connections can be forgotten; those with some are bounded by the connections. */
  #forgetOldest(): void {
    if (this.#visits.size <= this.#limits.addressesKept) return
    for (const [address, { now }] of this.#visits) {
      if (now > 0) continue
      this.#visits.delete(address)
      return
    }
  }
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}
