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
const mdnsGroups = { ipv4: '224.0.0.251', ipv6: 'ff02::fb' } as const

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

/** The networks on which multicast DNS is spoken. */
export interface Nets {
  /** To be called again and again: opens those that are new or made anew, closes those that are gone. */
  follow(around: Surroundings): Promise<void>
  send(on: Target, message: DnsMessage): Promise<string | undefined>
  close(): void
}

/** What names a network from one look to the next. */
export const netKey = ({ interface: name, bind }: Target): string => `${name} ${bind}`

/**
 * No network yet. The sockets, one for IPv4 and one for each link of IPv6, are bound to the group's own address, so that
 * they have no unicast: that stays with whoever else speaks multicast DNS on this host (measured on Linux). Of IPv4 nobody
 * says by which network a message came, so it counts on the one that its sender is at home on; of one who is in none of
 * ours it may have come by any (RFC 6762 §11: what is sent to the group is of the link, whatever its source says).
 */
export function openNets({ open, clock, heard, opened, closed, tell }: NetsInput): Nets {
  const all = openBucket(defaultLimits.mdnsPerSecond)
  const sources = openBuckets(defaultLimits.mdnsPerSourcePerSecond)
  /** Undefined while it is being opened. */
  const nets = new Map<string, { readonly on: Target; readonly socket: Datagrams } | undefined>()
  let around: Surroundings = { networks: [], targets: [] }
  let ipv4: Promise<Datagrams> | undefined

  function hear(isOf: (on: Target) => boolean, bytes: Uint8Array, source: Source): void {
    if (source.port !== mdnsPort || bytes.length > mostDnsBytes) return
    const homes = Array.from(nets.values()).flatMap((net) =>
      net !== undefined && isOf(net.on) && isAtHome(source.address, net.on, around) ? [net.on] : [],
    )
    const at = clock.now()
    if (homes.length === 0 || !sources.take(source.address, at) || !all.take(at)) return
    const message = decodeDns(bytes)
    if (message !== undefined) for (const on of homes) heard(message, source, on)
  }

  function openBound(address: string, isOf: (on: Target) => boolean): Promise<Datagrams> {
    return open({
      address,
      port: mdnsPort,
      shared: true,
      broadcast: false,
      mostHops: true,
      heard: (bytes, source) => hear(isOf, bytes, source),
      failed() {
        for (const [key, net] of nets) if (net !== undefined && isOf(net.on)) shut(key)
        if (address === mdnsGroups.ipv4) closeIpv4()
      },
    })
  }

  function closeIpv4(): void {
    void ipv4?.then(
      (socket) => socket.close(),
      () => undefined,
    )
    ipv4 = undefined
  }

  async function socketFor(on: Target): Promise<Datagrams> {
    if (isLink(on)) return await openBound(groupOf(on), ({ bind }) => bind === on.bind)
    ipv4 ??= openBound(mdnsGroups.ipv4, (one) => !isLink(one))
    const mine = ipv4
    return await mine.catch((error: unknown) => {
      if (ipv4 === mine) ipv4 = undefined
      throw error
    })
  }

  async function openOn(on: Target): Promise<void> {
    const key = netKey(on)
    nets.set(key, undefined)
    try {
      const socket = await socketFor(on)
      const code = join(on, socket)
      const isJoined = code === undefined || code === 'EADDRINUSE'
      if (!isJoined || !nets.has(key)) {
        nets.delete(key)
        if (isLink(on)) socket.close()
        return tell(on, isJoined ? undefined : code)
      }
      nets.set(key, { on, socket })
      tell(on, undefined)
      opened(on)
    } catch (error) {
      nets.delete(key)
      tell(on, codeOf(error))
    }
  }

  function shut(key: string): void {
    const net = nets.get(key)
    nets.delete(key)
    if (net === undefined) return
    if (isLink(net.on)) net.socket.close()
    closed(net.on)
  }

  return {
    async follow(now) {
      around = now
      const targets = now.targets.filter(isSpokenOn)
      const wanted = new Set(targets.map(netKey))
      for (const [key, net] of nets)
        // Who can join once more has lost the interface; that one has come back under its name.
        if (!wanted.has(key) || (net !== undefined && join(net.on, net.socket) !== 'EADDRINUSE')) shut(key)
      await Promise.all(targets.filter((target) => !nets.has(netKey(target))).map(openOn))
    },
    async send(on, message) {
      const socket = nets.get(netKey(on))?.socket
      if (socket === undefined) return 'ENOTCONN'
      const code = await socket.sendBy(byOf(on), encodeDns(message), mdnsPort, groupOf(on))
      tell(on, code)
      return code
    },
    close() {
      for (const key of Array.from(nets.keys())) shut(key)
      closeIpv4()
    },
  }
}

const isLink = ({ rung }: Target): boolean => rung === 'multicast'

/** Where what is said on a network is sent. */
export const groupOf = (on: Target): string =>
  isLink(on) ? `${mdnsGroups.ipv6}%${on.interface}` : mdnsGroups.ipv4

/** Not by loopback, and not where the interfaces are not known. */
function isSpokenOn({ rung, bind }: Target): boolean {
  return rung !== 'loopback' && bind !== '0.0.0.0'
}

const byOf = (on: Target): string => (isLink(on) ? `::%${on.interface}` : on.bind)

const join = (on: Target, socket: Datagrams): string | undefined =>
  socket.join(isLink(on) ? mdnsGroups.ipv6 : mdnsGroups.ipv4, byOf(on))

/** Whether a source may be on the network of this socket. */
function isAtHome(text: string, on: Target, { networks }: Surroundings): boolean {
  if (isLink(on)) return parseZoned(text)?.zone === on.interface
  const source = parseIpv4(text)
  if (source === undefined) return false
  const homes = networks.filter(({ address, mask }) => isSameNet(source, address, mask))
  const isHere = homes.some(
    ({ interface: name, address }) => name === on.interface && formatIpv4(address) === on.bind,
  )
  return isHere || homes.length === 0
}
