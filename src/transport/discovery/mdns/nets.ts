import { decodeDns, mostDnsBytes } from '../../../protocol/dns/decode.ts'
import { encodeDns } from '../../../protocol/dns/encode.ts'
import type { DnsMessage } from '../../../protocol/dns/message.ts'
import type { Clock } from '../../../protocol/clock.ts'
import type { Source } from '../../../protocol/hub.ts'
import { formatIpv4, isSameNet, parseIpv4 } from '../../../protocol/ipv4.ts'
import { defaultLimits } from '../../../protocol/limits.ts'
import { parseZoned } from '../../../protocol/zoned.ts'
import type { Surroundings, Target } from '../interfaces.ts'
import { openBucket, openBuckets } from '../rates.ts'
import { codeOf } from '../udp.ts'
import type { Datagrams, OpenUdp } from '../udp.ts'

/** Everybody who speaks multicast DNS (RFC 6762 §3). */
const mdnsPort = 5_353
export const mdnsGroups = { ipv4: '224.0.0.251', ipv6: 'ff02::fb' } as const

interface NetsInput {
  readonly open: OpenUdp
  readonly clock: Clock
  /** A message of somebody on that network, or our own. */
  readonly heard: (message: DnsMessage, source: Source, on: Target) => void
  /** A network is there from now on, also one that was made anew. */
  readonly opened: (on: Target) => void
  readonly closed: (on: Target) => void
  /** What became of opening one, or of sending there. */
  readonly tell: (on: Target, code: string | undefined) => void
}

/** The networks on which multicast DNS is spoken, each by a socket of its own. */
export interface Nets {
  /** To be called again and again: opens those that are new or made anew, closes those that are gone. */
  follow(around: Surroundings): Promise<void>
  send(on: Target, message: DnsMessage): Promise<string | undefined>
  close(): void
}

/** What names a network from one look to the next. */
export const netKey = ({ interface: name, bind }: Target): string => `${name} ${bind}`

/**
 * No network yet. A socket is bound to the group's own address, so that it has no unicast: that stays with whoever else
 * speaks multicast DNS on this host (measured on Linux). Linux gives what comes on one network to the sockets of all, so
 * a message counts where its sender is at home; of one who is in none of our networks of IPv4 it may have come by any
 * (RFC 6762 §11: what is sent to the group is of the link, whatever its source says).
 */
export function openNets({ open, clock, heard, opened, closed, tell }: NetsInput): Nets {
  const all = openBucket(defaultLimits.mdnsPerSecond)
  const sources = openBuckets(defaultLimits.mdnsPerSourcePerSecond)
  /** Undefined while it is being opened. */
  const sockets = new Map<string, { readonly on: Target; readonly socket: Datagrams } | undefined>()
  let around: Surroundings = { networks: [], targets: [] }

  function hear(on: Target, bytes: Uint8Array, source: Source): void {
    if (source.port !== mdnsPort || bytes.length > mostDnsBytes || !isAtHome(source.address, on, around))
      return
    const at = clock.now()
    if (!sources.take(source.address, at) || !all.take(at)) return
    const message = decodeDns(bytes)
    if (message !== undefined) heard(message, source, on)
  }

  async function openOn(on: Target): Promise<void> {
    const key = netKey(on)
    sockets.set(key, undefined)
    try {
      const socket = await open({
        address: on.rung === 'multicast' ? `${mdnsGroups.ipv6}%${on.interface}` : mdnsGroups.ipv4,
        port: mdnsPort,
        shared: true,
        broadcast: false,
        groupsBy: byOf(on),
        heard: (bytes, source) => hear(on, bytes, source),
        failed: () => shut(key),
      })
      const code = join(on, socket)
      if (code !== undefined || !sockets.has(key)) {
        sockets.delete(key)
        socket.close()
        return tell(on, code)
      }
      sockets.set(key, { on, socket })
      tell(on, undefined)
      opened(on)
    } catch (error) {
      sockets.delete(key)
      tell(on, codeOf(error))
    }
  }

  function shut(key: string): void {
    const net = sockets.get(key)
    sockets.delete(key)
    net?.socket.close()
    if (net !== undefined) closed(net.on)
  }

  return {
    async follow(now) {
      around = now
      const targets = now.targets.filter(isSpokenOn)
      const wanted = new Set(targets.map(netKey))
      for (const [key, net] of sockets)
        // Who can join once more has lost the interface; that one has come back under its name.
        if (!wanted.has(key) || (net !== undefined && join(net.on, net.socket) !== 'EADDRINUSE')) shut(key)
      await Promise.all(targets.filter((target) => !sockets.has(netKey(target))).map(openOn))
    },
    async send(on, message) {
      const socket = sockets.get(netKey(on))?.socket
      const group = on.rung === 'multicast' ? `${mdnsGroups.ipv6}%${on.interface}` : mdnsGroups.ipv4
      const code = await (socket?.send(encodeDns(message), mdnsPort, group) ?? Promise.resolve('ENOTCONN'))
      tell(on, code)
      return code
    },
    close() {
      for (const key of Array.from(sockets.keys())) shut(key)
    },
  }
}

/** Not by loopback, and not where the interfaces are not known. */
function isSpokenOn({ rung, bind }: Target): boolean {
  return rung !== 'loopback' && bind !== '0.0.0.0'
}

const byOf = ({ rung, bind, interface: name }: Target): string => (rung === 'multicast' ? `::%${name}` : bind)

const join = (on: Target, socket: Datagrams): string | undefined =>
  socket.join(on.rung === 'multicast' ? mdnsGroups.ipv6 : mdnsGroups.ipv4, byOf(on))

/** Whether a source may be on the network of this socket. */
function isAtHome(text: string, on: Target, { networks }: Surroundings): boolean {
  if (on.rung === 'multicast') return parseZoned(text)?.zone === on.interface
  const source = parseIpv4(text)
  if (source === undefined) return false
  const homes = networks.filter(({ address, mask }) => isSameNet(source, address, mask))
  const isHere = homes.some(
    ({ interface: name, address }) => name === on.interface && formatIpv4(address) === on.bind,
  )
  return isHere || homes.length === 0
}
