import type { NetworkInterfaceInfo } from 'node:os'
import { networkInterfaces } from 'node:os'
import { formatIpv4, isLoopback, parseIpv4, privateRanges } from '../../protocol/ipv4.ts'
import { parseZoned } from '../../protocol/zoned.ts'

/**
 * The networks around this host, as discovery needs them. This folder sends and hears datagrams: it knows sockets
 * and the format of datagrams; rooms, members and who asks are none of its business.
 */

/** One IPv4 address of this host and the network it is in. */
export interface Network {
  readonly interface: string
  readonly address: number
  readonly mask: number
}

/** One way to ask everybody on one network. */
export interface Target {
  readonly rung: 'loopback' | 'broadcast' | 'multicast'
  readonly interface: string
  /** Containers or virtual machines of this host are on it, and every host has the same addresses there. */
  readonly bridge: boolean
  /**
   * What the socket is bound to: a datagram to 255.255.255.255 leaves by the interface of that address only. Of IPv6 it
   * is the interface's own link-local address, zone included.
   */
  readonly bind: string
  readonly to: readonly string[]
}

export interface Surroundings {
  readonly networks: readonly Network[]
  readonly targets: readonly Target[]
  /** Why the interfaces could not be listed; the rest is assumed then. */
  readonly fault?: string
}

type List = NodeJS.Dict<NetworkInterfaceInfo[]>

/** Reaches every daemon of this host, with no network at all. */
const loopbackTarget = {
  rung: 'loopback',
  bridge: false,
  bind: '127.0.0.1',
  to: ['127.255.255.255'],
} as const

/** Every daemon on one link (RFC 4291 §2.7: transient, of link-local scope; RFC 3307 §4.3: a number of our own). */
export const group = 'ff12::8000:411b'

/** What container engines and virtual machines call their bridges. */
const bridges = /^(?:docker|br-|veth|cni|virbr|vEthernet)/
export const isBridge = (name: string): boolean => bridges.test(name)

/** The way to everybody where the interfaces cannot be listed. */
export const defaultRoute = 'default route'

/** Asked by nobody's network: hosts that run containers can have hundreds. */
const mostTargets = 64

/**
 * Looks at the interfaces. Never throws: where the list is refused (a service without AF_NETLINK), it is assumed
 * that private networks are ours and that the default route leads to one of them.
 */
export function lookAround(list: () => List = networkInterfaces): Surroundings {
  try {
    return surroundings(list())
  } catch (error) {
    return {
      networks: privateRanges.map((net) => ({ interface: 'assumed', ...net })),
      targets: [
        { interface: 'loopback', ...loopbackTarget },
        {
          rung: 'broadcast',
          interface: defaultRoute,
          bridge: false,
          bind: '0.0.0.0',
          to: ['255.255.255.255'],
        },
      ],
      fault: String(error),
    }
  }
}

/** What a list of interfaces means for discovery: whom to believe, and where to send. Pure. */
export function surroundings(list: List): Surroundings {
  const networks: Network[] = []
  const targets = new Map<string, Target>()
  for (const [name, infos] of Object.entries(list))
    for (const info of infos ?? []) {
      const network = networkOf(name, info)
      if (network !== undefined) networks.push(network)
      const target = network === undefined ? multicastTarget(name, info) : broadcastTarget(info, network)
      const key = `${name} ${target?.to.join(' ')}`
      if (target !== undefined && !targets.has(key) && targets.size < mostTargets) targets.set(key, target)
    }
  return { networks, targets: Array.from(targets.values()) }
}

function networkOf(name: string, info: NetworkInterfaceInfo): Network | undefined {
  const address = parseIpv4(info.address)
  const mask = parseIpv4(info.netmask)
  if (info.family !== 'IPv4' || address === undefined || mask === undefined) return undefined
  return { interface: name, address, mask }
}

/** Where to send for one address; nowhere on tunnels, which show as such small or MAC-less networks only. */
function broadcastTarget(
  info: NetworkInterfaceInfo,
  { interface: name, ...net }: Network,
): Target | undefined {
  if (isLoopback(net.address)) return { interface: name, ...loopbackTarget }
  const hosts = ~net.mask >>> 0
  if (info.internal || info.mac === '00:00:00:00:00:00' || hosts <= 1) return undefined
  const to = ['255.255.255.255', formatIpv4((net.address | hosts) >>> 0)]
  return { rung: 'broadcast', interface: name, bridge: isBridge(name), bind: info.address, to }
}

/** It needs no address but the one that every link gives itself: no DHCP, no router, no common network of IPv4. */
function multicastTarget(name: string, info: NetworkInterfaceInfo): Target | undefined {
  const bind = `${info.address}%${name}`
  if (info.family !== 'IPv6' || info.internal || parseZoned(bind) === undefined) return undefined
  return { rung: 'multicast', interface: name, bridge: isBridge(name), bind, to: [`${group}%${name}`] }
}
