import { formatIpv4, isLinkLocal, isLoopback, isSameNet, parseIpv4 } from '../../protocol/ipv4.ts'
import type { Source } from '../../protocol/hub.ts'
import { isEverywhere } from './bound.ts'
import { parseZoned } from '../../protocol/zoned.ts'
import { isBridge } from './interfaces.ts'
import type { Network, Surroundings } from './interfaces.ts'

/** Who may be answered. Nobody outside the networks of this host, so that a daemon is of no use to reflect with. */

/** Why a source is not answered. */
export type SourceFault = 'off-link' | 'port'

/** Below are the ports of services, which would take an answer for something else. */
const leastPort = 1_024

/** What is wrong with answering this source; undefined when nothing is. */
export function sourceFault(source: Source, networks: readonly Network[]): SourceFault | undefined {
  if (source.port < leastPort) return 'port'
  return isNeighbour(source.address, networks) ? undefined : 'off-link'
}

/**
 * Whether an address is one host of this host's own networks; of IPv6, on one of its links. Stricter than who may connect (`on-link.ts`): a datagram's
 * source is only what it says, and what is said to everybody's address everybody hears.
 */
export function isNeighbour(text: string, networks: readonly Network[]): boolean {
  const address = parseIpv4(text)
  // What is link-local is never forwarded (RFC 4291 §2.5.6).
  if (address === undefined) return parseZoned(text) !== undefined
  if (isLoopback(address) || isLinkLocal(address)) return !isNobody(address, hostsOf(address))
  return networks.some(
    (net) =>
      address === net.address ||
      (isSameNet(address, net.address, net.mask) && !isNobody(address, ~net.mask >>> 0)),
  )
}

/** Whether an address is one of this host's own. One that is forged makes the host talk to nobody but itself. */
export function isThisHost(text: string, { networks, targets }: Surroundings): boolean {
  const address = parseIpv4(text)
  if (address === undefined) return targets.some(({ bind }) => bind === text)
  return isLoopback(address) || networks.some((net) => net.interface !== 'assumed' && net.address === address)
}

/** The network itself and its broadcast address are no hosts: an answer to them would go to many. */
function isNobody(address: number, hosts: number): boolean {
  const host = (address & hosts) >>> 0
  return hosts > 1 && (host === 0 || host === hosts)
}

function hostsOf(address: number): number {
  return isLoopback(address) ? 0x00ffffff : 0x0000ffff
}

/** The addresses to tell who asks from there: the one that chat listens on, or those of the network that was asked. */
export function addressesOf(
  { bind }: { readonly bind?: string | undefined },
  source: string,
  around: Surroundings,
): string[] {
  return bind === undefined || isEverywhere(bind) ? addressesFor(source, around) : [bind]
}

/**
 * The addresses by which a source reaches this host: those of the interface it asked, its network's first; of the family
 * it asked by, since two networks of IPv4 on one cable reach each other by IPv6 only.
 * Of a link-local source of IPv4 the interface is not known: then all but those of bridges. Empty when nothing is known.
 */
export function addressesFor(text: string, { networks, targets }: Surroundings): string[] {
  const zone = parseZoned(text)?.zone
  if (zone !== undefined) return targets.flatMap(({ bind }) => zonedOn(bind, zone))
  const source = parseIpv4(text) ?? 0
  if (isLoopback(source)) return ['127.0.0.1']
  const known = networks.filter((net) => net.interface !== 'assumed' && !isLoopback(net.address))
  const near = known.filter((net) => isSameNet(source, net.address, net.mask))
  const asked = new Set(near.map((net) => net.interface))
  const others = known.filter((net) =>
    asked.size === 0 ? !isBridge(net.interface) : asked.has(net.interface),
  )
  return Array.from(new Set([...near, ...others].map((net) => formatIpv4(net.address))))
}

/** The address without its zone, whose name is nobody else's. */
function zonedOn(bind: string, zone: string): string[] {
  const own = parseZoned(bind)
  return own?.zone === zone ? [own.address] : []
}
