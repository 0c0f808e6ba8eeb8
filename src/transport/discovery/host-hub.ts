import { lookup } from 'node:dns/promises'
import { isLoopback, parseIpv4 } from '../../protocol/ipv4.ts'
import type { Hub, Source } from '../../protocol/hub.ts'
import { parseZoned } from '../../protocol/zoned.ts'
import { openUdp } from './udp.ts'
import type { OpenUdp } from './udp.ts'

export interface HostHubInput {
  /** A name or an address. */
  readonly host: string
  /** The port that daemons answer on. */
  readonly port: number
  readonly open?: OpenUdp
  /** The address of a name, of IPv4 or link-local with its zone. Rejects where there is none. */
  readonly resolve?: (host: string) => Promise<string>
}

/** All daemons of this host: what is sent to its address only one of them would hear. */
const thisHost = '127.255.255.255'

/**
 * The client's side of discovery, towards one host. Never rejects; undefined where it cannot be asked: discovery is IPv4
 * and link-local addresses of IPv6. Of several daemons there the one that hears it passes it on to the others.
 */
export async function openHostHub(input: HostHubInput): Promise<(Hub & { close(): void }) | undefined> {
  const { host, port, open = openUdp, resolve = resolveAddress } = input
  try {
    const address = await resolve(host)
    const isOwn = isLoopback(parseIpv4(address) ?? 0)
    const any = parseZoned(address) === undefined ? '0.0.0.0' : '::'
    let listener: Parameters<Hub['listen']>[0] = () => undefined
    const socket = await open({
      address: isOwn ? '127.0.0.1' : any,
      port: 0,
      shared: false,
      broadcast: isOwn,
      /** Only who was asked answers. */
      heard(bytes: Uint8Array, source: Source) {
        const isHost = isOwn ? isLoopback(parseIpv4(source.address) ?? 0) : source.address === address
        if (isHost && source.port === port) listener(bytes, source)
      },
      // Who cannot be heard does not answer.
      failed: () => undefined,
    })
    const askThere = (_: unknown, bytes: Uint8Array): void =>
      void socket.send(bytes, port, isOwn ? thisHost : address)
    return {
      ask: askThere,
      askAt: askThere,
      listen(heard) {
        listener = heard
      },
      close: () => socket.close(),
    }
  } catch {
    return undefined
  }
}

const resolveAddress = async (host: string): Promise<string> =>
  parseZoned(host) === undefined ? (await lookup(host, { family: 4 })).address : host
