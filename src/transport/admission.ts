import { BlockList, isIP } from 'node:net'
import { networkNumber, parseAddress } from '../protocol/ip-address.ts'
import { isLinkLocal, isLoopback, isPrivate, parseIpv4 } from '../protocol/ipv4.ts'
import type { Limits } from '../protocol/limits.ts'
import type { Networks } from './networks.ts'

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

/** What is near by itself of IPv6: loopback, link-local, RFC 4193. */
const nearIpv6 = new BlockList()
nearIpv6.addAddress('::1', 'ipv6')
nearIpv6.addSubnet('fe80::', 10, 'ipv6')
nearIpv6.addSubnet('fc00::', 7, 'ipv6')
const linkLocalIpv6 = new BlockList()
linkLocalIpv6.addSubnet('fe80::', 10, 'ipv6')

/** An IPv4 address that reached an IPv6 socket, as IPv4; everything else as it is. */
export function plainAddress(address: string): string {
  const mapped = address.startsWith('::ffff:') ? address.slice(7) : address
  return isIP(mapped) === 4 ? mapped : address
}

interface AdmissionOptions {
  readonly limits: AdmissionLimits
  /** Whether an address lies in a network of this machine, which may be a public one. */
  readonly isOnLink: (address: string) => boolean
  /** Who may come in besides. */
  readonly allowed: Pick<Networks, 'has'>
}

/**
 * Who may come in: by default only what is on this machine or this network, and from one address only so many at once
 * and in a minute. Checked before anything is made for a connection. Of IPv6 one host has a whole /64 to come from, so
 * that these are counted as one address; but neighbours share ours, and are counted each.
 */
export class Admission {
  readonly #visits = new Map<string, Visits>()
  readonly #limits: AdmissionLimits
  readonly #isOnLink: (address: string) => boolean
  readonly #allowed: Pick<Networks, 'has'>

  constructor({ limits, isOnLink, allowed }: AdmissionOptions) {
    this.#limits = limits
    this.#isOnLink = isOnLink
    this.#allowed = allowed
  }

  /** Counts a connection in, and gives what counts it out, to be called once; or says why not. */
  enter(address: string, nowMs: number): Denial | (() => void) {
    const bare = address.split('%')[0] ?? address
    const isNeighbour = this.#isOnLink(bare)
    if (!isNeighbour && !isNear(bare) && !this.#allowed.has(bare)) return 'address not allowed'
    if (isExempt(bare)) return () => {}
    const key = isNeighbour ? bare : countedAs(bare)
    const visits = this.#visits.get(key) ?? { now: 0, recent: 0, sinceMs: nowMs }
    // Put back at the end: the first is the one unheard for longest.
    this.#visits.delete(key)
    this.#visits.set(key, visits)
    if (nowMs - visits.sinceMs >= minuteMs) Object.assign(visits, { recent: 0, sinceMs: nowMs })
    this.#forgetOldest()
    if (visits.now >= this.#limits.perAddress) return 'too many connections from your address'
    if (visits.recent >= this.#limits.newPerAddressPerMinute) return 'connecting too fast'
    visits.now++
    visits.recent++
    return () => void visits.now--
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

/** Near by itself, whichever networks this host is in. */
function isNear(text: string): boolean {
  const address = parseIpv4(text)
  if (address === undefined) return nearIpv6.check(text, 'ipv6')
  return isLoopback(address) || isLinkLocal(address) || isPrivate(address)
}

/** What a connection is counted by that is not from our own network: of link-local addresses each host has its own. */
function countedAs(text: string): string {
  const address = parseAddress(text)
  if (address?.family !== 'ipv6' || linkLocalIpv6.check(text, 'ipv6')) return text
  return `${networkNumber(address, 64).toString(16)}/64`
}

/** This computer's own connections share one address, and are not counted by it. */
function isExempt(text: string): boolean {
  const address = parseIpv4(text)
  return address === undefined ? text === '::1' : isLoopback(address)
}
