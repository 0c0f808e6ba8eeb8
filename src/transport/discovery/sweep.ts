import type { Clock } from '../../protocol/clock.ts'
import { formatIpv4, isLinkLocal, isPrivate, parseIpv4 } from '../../protocol/ipv4.ts'
import type { Network, Target } from './interfaces.ts'

/** Networks that are swept in one look. */
const mostNetworks = 2
/** All but the last 8 bits of an address. */
const mask24 = 0xffffff00
/** So many at once, and then a pause, so that no queue of the system runs over. */
const together = 32
const pauseMs = 5

/**
 * The addresses of the network of this target, at most the 254 around its own. Empty outside of private networks
 * (RFC 1918, RFC 3927): who asks one address after the other in a public one is taken for an attacker.
 */
export function addressesAround(target: Target, networks: readonly Network[]): readonly string[] {
  const own = parseIpv4(target.bind)
  const net = networks.find(({ interface: name, address }) => name === target.interface && address === own)
  if (own === undefined || net === undefined || !(isPrivate(own) || isLinkLocal(own))) return []
  const mask = (net.mask | mask24) >>> 0
  const first = (own & mask) >>> 0
  const size = (~mask >>> 0) + 1
  return Array.from({ length: Math.max(0, size - 2) }, (_, i) => first + 1 + i)
    .filter((address) => address !== own)
    .map(formatIpv4)
}

/** The targets to sweep: networks that hosts are on, not bridges to containers of this one. */
export function sweepable(targets: readonly Target[]): readonly Target[] {
  return targets.filter(({ rung, bridge }) => rung === 'broadcast' && !bridge).slice(0, mostNetworks)
}

/** Sends to each of them, a few at a time. */
export function sendSlowly(
  addresses: readonly string[],
  clock: Clock,
  send: (address: string) => void,
): void {
  for (const address of addresses.slice(0, together)) send(address)
  const rest = addresses.slice(together)
  if (rest.length > 0) clock.after(pauseMs, () => sendSlowly(rest, clock, send))
}
