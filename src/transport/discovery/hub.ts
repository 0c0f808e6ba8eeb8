import type { Clock } from '../../protocol/clock.ts'
import type { Hub, Rung, Source } from '../../protocol/hub.ts'
import { isSameNet, parseIpv4 } from '../../protocol/ipv4.ts'
import { parseZoned } from '../../protocol/zoned.ts'
import { systemClock } from './clock.ts'
import { openEavesdrop } from './eavesdrop.ts'
import { isNeighbour } from './guards.ts'
import { defaultRoute, lookAround } from './interfaces.ts'
import type { Surroundings, Target } from './interfaces.ts'
import { type Place, openBrowser } from './mdns/browser.ts'
import { newestFirst, readNeighbours } from './neighbours.ts'
import type { Neighbour } from './neighbours.ts'
import { openOutlets } from './outlets.ts'
import type { Outlet, Sending } from './outlets.ts'
import { addressesAround, sendSlowly, sweepable } from './sweep.ts'
import { openTroubles } from './troubles.ts'
import type { Troubles } from './troubles.ts'
import { type OpenUdp, openUdp } from './udp.ts'

export interface HubInput {
  /** The port that daemons answer on. */
  readonly port: number
  /** Where rooms were before; the first four are asked. */
  readonly addresses?: readonly string[]
  /** Whether what daemons tell everybody is heard too: who comes, and who goes. */
  readonly announcements?: boolean
  /** Whether multicast DNS is spoken too. */
  readonly mdns?: boolean
  readonly open?: OpenUdp
  readonly clock?: Clock
  /** Lists the interfaces of this host. */
  readonly look?: () => Surroundings
  readonly neighbours?: () => Promise<readonly Neighbour[]>
  /** Told of everything that is sent. */
  readonly sent?: (sending: Sending) => void
}

/** The client's side of discovery: a socket for each address of this host, asked through all at once. */
export interface BroadcastHub extends Hub {
  /** The broadcast addresses that took a query. */
  asked(): readonly string[]
  /** The interfaces that take none. */
  problems(): ReturnType<Troubles['list']>
  /** Where multicast DNS says that rooms are, also on networks that this host is not in. */
  places(): readonly Place[]
  close(): void
}

const mostAddresses = 4

/**
 * Opens a socket on each interface, also on those that come later. Never rejects: an interface that fails is a problem
 * to list. It does not listen on the port itself: of two sockets there only one has unicast, and a daemon on this host
 * needs that.
 */
export async function openHub(input: HubInput): Promise<BroadcastHub> {
  const { port, addresses = [], open = openUdp, clock = systemClock } = input
  const { look = lookAround, neighbours = readNeighbours } = input
  const troubles = openTroubles(() => undefined)
  const asked = new Set<string>()
  let listener: Parameters<Hub['listen']>[0] = () => undefined
  const outlets = openOutlets({ ...input, troubles, heard })
  let around = look()
  const browser = input.mdns === true ? openBrowser({ open, clock, hinted, sent: sentByMdns }) : undefined
  /** The last query, for places that are heard of after it. */
  let query: Uint8Array | undefined
  const ear = input.announcements === true ? openEavesdrop({ ...input, heard: overheard }) : undefined
  const [before] = await Promise.all([neighbours(), follow()])

  /** Has a socket wherever one is needed now. */
  async function follow(): Promise<void> {
    await Promise.all([outlets.follow(around.targets), ear?.follow(around.targets), browser?.follow(around)])
  }

  /** From any port: announcements are sent by sockets of their own. */
  function overheard(bytes: Uint8Array, source: Source): void {
    if (isNeighbour(source.address, around.networks)) listener(bytes, source)
  }

  /** Daemons answer from their port and from a network of ours; everything else is noise or a forgery. */
  function heard(bytes: Uint8Array, source: Source): void {
    if (portOf(source.address) !== source.port && source.port !== port) return
    if (isNeighbour(source.address, around.networks)) listener(bytes, source)
  }

  /** Where the usual one is taken there, a daemon has said so. */
  function portOf(address: string): number {
    return browser?.places().find((place) => place.address === address)?.udpPort ?? port
  }

  function hinted(place: Place): void {
    if (query !== undefined) askPlace(place, query)
  }

  function askPlace({ address, udpPort = port }: Place, bytes: Uint8Array): void {
    const outlet = isNeighbour(address, around.networks) ? outletTo(address) : undefined
    if (outlet !== undefined) void outlets.send('mdns', outlet, bytes, { address, port: udpPort })
  }

  function sentByMdns({ interface: name }: Target, to: string, code: string | undefined): void {
    input.sent?.({ rung: 'mdns', interface: name, to, code })
  }

  async function ask(rung: Rung, bytes: Uint8Array): Promise<void> {
    around = look()
    await follow()
    const to = (outlet: Outlet | undefined, address: string): void => {
      if (outlet !== undefined) void outlets.send(rung, outlet, bytes, { address, port: portOf(address) })
    }
    switch (rung) {
      case 'loopback':
      case 'broadcast':
      case 'multicast':
        return askAll(rung, bytes)
      case 'mdns':
        query = bytes
        for (const place of browser?.places() ?? []) askPlace(place, bytes)
        return browser?.ask()
      case 'address':
        return askAt(addresses, bytes)
      case 'neighbours':
        for (const one of newestFirst(before, await neighbours()))
          to(outletTo(one.address, one.interface), one.address)
        return
      case 'sweep':
        for (const target of sweepable(around.targets)) {
          const outlet = outlets.list().find((one) => one.target.bind === target.bind)
          sendSlowly(addressesAround(target, around.networks), clock, (address) => to(outlet, address))
        }
    }
  }

  function askAt(addresses: readonly string[], bytes: Uint8Array): void {
    for (const address of addresses.slice(0, mostAddresses)) {
      const outlet = outletTo(address)
      if (outlet === undefined) continue
      void outlets.send('address', outlet, bytes, { address, port: portOf(address) })
      if (around.fault === undefined) continue
      void outlets.send('address', outlet, bytes, { address: everybodyAround(address), port })
    }
  }

  function askAll(rung: Target['rung'], bytes: Uint8Array): void {
    for (const outlet of outlets.list()) if (outlet.target.rung === rung) void askBy(outlet, bytes)
  }

  async function askBy(outlet: Outlet, bytes: Uint8Array): Promise<void> {
    const { rung, to, bind } = outlet.target
    const codes = await Promise.all(to.map((address) => outlets.send(rung, outlet, bytes, { address, port })))
    // To whom everybody is, is no help in a message; the network's own broadcast address is.
    if (codes.includes(undefined)) asked.add(to.at(-1) ?? bind)
  }

  /** The socket by whose network an address is reached; with an interface, on that alone. */
  function outletTo(address: string, name?: string): Outlet | undefined {
    const zone = parseZoned(address)?.zone
    const ipv4 = parseIpv4(address)
    const net = around.networks.find(
      (net) =>
        ipv4 !== undefined &&
        isSameNet(ipv4, net.address, net.mask) &&
        (name === undefined || name === net.interface),
    )
    return outlets
      .list()
      .find(({ target }) =>
        zone === undefined
          ? target.rung !== 'multicast' && target.interface === wayTo(net?.interface)
          : target.rung === 'multicast' && target.interface === zone,
      )
  }

  return {
    ask: (rung, bytes) => void ask(rung, bytes),
    askAt,
    listen(heard) {
      listener = heard
    },
    asked: () => Array.from(asked),
    problems: () => troubles.list(),
    places: () => browser?.places() ?? [],
    close() {
      outlets.close()
      ear?.close()
      browser?.close()
    },
  }
}

/** Where the interfaces are not known, everything leaves by one. */
const wayTo = (name: string | undefined): string | undefined => (name === 'assumed' ? defaultRoute : name)

/** Most networks are of that size; of this one no more is known than an address. */
const everybodyAround = (address: string): string => address.replace(/\.\d+$/, '.255')
