import type { NetworkInterfaceInfo } from 'node:os'
import { networkInterfaces } from 'node:os'
import { formatIpv4, isLoopback, parseIpv4, privateRanges } from '../../protocol/ipv4.ts'

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
  readonly interface: string
  /** What the socket is bound to: a datagram to 255.255.255.255 leaves by the interface of that address only. */
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
const loopbackTarget = { bind: '127.0.0.1', to: ['127.255.255.255'] }

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
        { interface: 'default route', bind: '0.0.0.0', to: ['255.255.255.255'] },
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
      const address = parseIpv4(info.address)
      const mask = parseIpv4(info.netmask)
      if (info.family !== 'IPv4' || address === undefined || mask === undefined) continue
      networks.push({ interface: name, address, mask })
      const to = broadcastsOf(info, address, mask)
      const key = `${name} ${to.join(' ')}`
      if (to.length > 0 && !targets.has(key) && targets.size < mostTargets)
        targets.set(key, { interface: name, bind: info.address, to })
    }
  return { networks, targets: Array.from(targets.values()) }
}

/** Where to send for one address; nowhere on tunnels, which show as such small or MAC-less networks only. */
function broadcastsOf(info: NetworkInterfaceInfo, address: number, mask: number): readonly string[] {
  if (isLoopback(address)) return loopbackTarget.to
  const hosts = ~mask >>> 0
  if (info.internal || info.mac === '00:00:00:00:00:00' || hosts <= 1) return []
  return ['255.255.255.255', formatIpv4((address | hosts) >>> 0)]
}
