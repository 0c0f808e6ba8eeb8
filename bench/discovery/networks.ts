import type { Host, Network } from '../../test/netns/hosts.ts'
import type { Aim } from './found.ts'

/** Who looks, who is looked for, and what is between them; the numbers are those of the matrix of tests. */
export interface Place {
  readonly client: Host
  readonly servers: readonly Host[]
  /** Where rooms were before, for who remembers that. */
  readonly addresses?: readonly string[]
  /** The hosts forget each other before each look, or the answer would not need to make them neighbours. */
  readonly forget?: boolean
}

export interface Topology {
  readonly name: string
  /** Of earshot, where it is not that of the others. */
  readonly aim?: Aim
  readonly lay: (network: Network) => Promise<Place>
}

/** As ufw begins: what answers comes in, and mDNS. */
const firewall = [
  'iif lo accept',
  'ct state established,related accept',
  'ip daddr 224.0.0.251 udp dport 5353 accept',
  'ip6 daddr ff02::fb udp dport 5353 accept',
  'icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept',
]

async function oneLan(network: Network): Promise<{ client: Host; server: Host }> {
  const lan = await network.lan('10.10.1')
  return { server: await network.host(lan), client: await network.host(lan) }
}

/** A client on two LANs, with a room on the second, or on each. */
const twoLans = (name: string, route: string | undefined, isOnBoth: boolean): Topology => ({
  name,
  async lay(network) {
    const [left, right] = [await network.lan('10.10.1'), await network.lan('10.20.2', 20)]
    const client = await network.host(left, right)
    if (route !== undefined) client.ip('route', 'add', 'default', 'via', route)
    const server = await network.host(right)
    // Who publishes by one interface alone has one as well.
    if (route !== undefined) server.ip('route', 'add', 'default', 'via', '10.20.2.254')
    const servers = [server]
    if (isOnBoth) servers.push(await network.host(left))
    return { client, servers }
  },
})

export const topologies: readonly Topology[] = [
  {
    name: 'T2 one LAN, no default route',
    async lay(network) {
      const { client, server } = await oneLan(network)
      return { client, servers: [server] }
    },
  },
  twoLans('T3 the second of two LANs, no default route', undefined, false),
  twoLans('T3 the same, default route by the first', '10.10.1.254', false),
  twoLans('T3 the same, default route by the second', '10.20.2.254', false),
  twoLans('T4 a room on each of two LANs', undefined, true),
  {
    name: 'T7 behind a stateful firewall, where it was before',
    async lay(network) {
      const { client, server } = await oneLan(network)
      client.firewall('input', 'drop', ...firewall)
      return { client, servers: [server], addresses: server.addresses }
    },
  },
  {
    name: 'T7 the same, never met',
    aim: { medianMs: 250, p95Ms: 250 },
    async lay(network) {
      const { client, server } = await oneLan(network)
      client.firewall('input', 'drop', ...firewall)
      server.start(['sh', '-c', 'while :; do ip neigh flush all; sleep 0.2; done'])
      return { client, servers: [server], forget: true }
    },
  },
  {
    name: 'T11 no IPv4',
    async lay(network) {
      const { client, server } = await oneLan(network)
      for (const host of [client, server]) host.ip('-4', 'addr', 'flush', 'dev', 'eth0')
      return { client, servers: [server] }
    },
  },
]
