import type { Hub, Source } from '../../protocol/hub.ts'
import { isNeighbour } from './guards.ts'
import { lookAround } from './interfaces.ts'
import type { Surroundings, Target } from './interfaces.ts'
import { openTroubles } from './troubles.ts'
import type { Troubles } from './troubles.ts'
import { codeOf, openUdp } from './udp.ts'
import type { Datagrams, OpenUdp } from './udp.ts'

export interface HubInput {
  /** The port that daemons answer on. */
  readonly port: number
  readonly open?: OpenUdp
  /** Lists the interfaces of this host. */
  readonly look?: () => Surroundings
}

/** The client's side of discovery: a socket for each address of this host, asked through all at once. */
export interface BroadcastHub extends Hub {
  /** The broadcast addresses that took a query. */
  asked(): readonly string[]
  /** The interfaces that take none. */
  problems(): ReturnType<Troubles['list']>
  close(): void
}

/**
 * Opens a socket on each interface. Never rejects: an interface that fails is a problem to list. It does not listen
 * on the port itself: of two sockets there only one has unicast, and a daemon on this host needs that.
 */
export async function openHub(input: HubInput): Promise<BroadcastHub> {
  const { port, open = openUdp, look = lookAround } = input
  const { networks, targets } = look()
  const troubles = openTroubles(() => undefined)
  const asked = new Set<string>()
  let listener: Parameters<Hub['listen']>[0] = () => undefined

  const opened = await Promise.all(targets.map(openOn))
  const sockets = opened.filter((one) => one !== undefined)

  async function openOn(target: Target): Promise<{ target: Target; socket: Datagrams } | undefined> {
    try {
      const failed = (error: Error): void => {
        troubles.sent(target.interface, [codeOf(error)])
      }
      const socket = await open({
        address: target.bind,
        port: 0,
        shared: false,
        broadcast: true,
        heard,
        failed,
      })
      return { target, socket }
    } catch (error) {
      troubles.sent(target.interface, [codeOf(error)])
      return undefined
    }
  }

  /** Daemons answer from their port and from a network of ours; everything else is noise or a forgery. */
  function heard(bytes: Uint8Array, source: Source): void {
    if (source.port === port && isNeighbour(source.address, networks)) listener(bytes, source)
  }

  async function send(
    { target, socket }: { target: Target; socket: Datagrams },
    bytes: Uint8Array,
  ): Promise<void> {
    const codes = await Promise.all(target.to.map((address) => socket.send(bytes, port, address)))
    // To whom everybody is, is no help in a message; the network's own broadcast address is.
    if (codes.includes(undefined)) asked.add(target.to.at(-1) ?? target.bind)
    troubles.sent(target.interface, codes)
  }

  return {
    broadcast(bytes) {
      for (const one of sockets) void send(one, bytes)
    },
    listen(heard) {
      listener = heard
    },
    asked: () => Array.from(asked),
    problems: () => troubles.list(),
    close() {
      for (const { socket } of sockets) socket.close()
    },
  }
}
