import { lookup } from 'node:dns/promises'
import { formatIpv4, isLoopback, isSameNet, parseIpv4 } from '../../protocol/ipv4.ts'
import type { Hub, Source } from '../../protocol/hub.ts'
import { type Network, lookAround } from './interfaces.ts'
import { openUdp } from './udp.ts'
import type { OpenUdp } from './udp.ts'

export interface HostHubInput {
  /** A name or an address. */
  readonly host: string
  /** The port that daemons answer on. */
  readonly port: number
  readonly open?: OpenUdp
  /** The networks of this host. */
  readonly look?: () => { readonly networks: readonly Network[] }
  /** The IPv4 address of a name. Rejects where there is none. */
  readonly resolve?: (host: string) => Promise<string>
}

/** All daemons of this host: what is sent to its address only one of them would hear. */
const thisHost = '127.255.255.255'

/**
 * The client's side of discovery, towards one host. Never rejects; undefined where it cannot be asked: discovery is IPv4.
 * Of several daemons there only one hears what is sent to the host's address. So its whole network is asked, too, where it
 * is one of ours and the first query was not enough; others that answer are not heard.
 */
export async function openHostHub(input: HostHubInput): Promise<(Hub & { close(): void }) | undefined> {
  const { host, port, open = openUdp, look = lookAround, resolve = resolveIpv4 } = input
  try {
    const address = await resolve(host)
    const isOwn = isLoopback(parseIpv4(address) ?? 0)
    const first = isOwn ? thisHost : address
    const everybody = isOwn ? undefined : broadcastFor(parseIpv4(address) ?? 0, look().networks)
    let isFirst = true
    let listener: Parameters<Hub['listen']>[0] = () => undefined
    const socket = await open({
      address: isOwn ? '127.0.0.1' : '0.0.0.0',
      port: 0,
      shared: false,
      broadcast: isOwn || everybody !== undefined,
      /** Only who was asked answers. */
      heard(bytes: Uint8Array, source: Source) {
        const isHost = isOwn ? isLoopback(parseIpv4(source.address) ?? 0) : source.address === address
        if (isHost && source.port === port) listener(bytes, source)
      },
      // Who cannot be heard does not answer.
      failed: () => undefined,
    })
    return {
      broadcast(bytes) {
        void socket.send(bytes, port, first)
        if (!isFirst && everybody !== undefined) void socket.send(bytes, port, everybody)
        isFirst = false
      },
      listen(heard) {
        listener = heard
      },
      close: () => socket.close(),
    }
  } catch {
    return undefined
  }
}

const resolveIpv4 = async (host: string): Promise<string> => (await lookup(host, { family: 4 })).address

/** Where all of the network hear that a host is in; undefined where it is none of ours, or has two hosts at most. */
function broadcastFor(address: number, networks: readonly Network[]): string | undefined {
  const near = networks.find(({ address: own, mask }) => isSameNet(address, own, mask) && ~mask >>> 0 > 1)
  return near === undefined ? undefined : formatIpv4((address | ~near.mask) >>> 0)
}
