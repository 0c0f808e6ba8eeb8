import { once } from 'node:events'
import { type Server, type Socket, connect, createServer } from 'node:net'
import { type Clock, type Faults, Lane } from './lane.ts'

export interface ProxyInput {
  /** Where the daemon listens, on this host. */
  readonly port: number
  /** What becomes of each connection and direction; `n` counts connections from 0. */
  readonly faults: (n: number) => { readonly up?: Faults; readonly down?: Faults }
  readonly clock?: Clock
}

/** A connection through the proxy, for faults that begin when a test says so. */
export interface Passage {
  /** From the client, and to it. */
  readonly up: Lane
  readonly down: Lane
  /** Both ends are told at once, by RST: what is under way is gone. Who was just written to may see a FIN before. */
  reset(): void
}

export interface Proxy {
  /** Where clients connect. */
  readonly port: number
  readonly passages: readonly Passage[]
  /** Resets all that is open, and takes no more. */
  close(): Promise<void>
}

/**
 * Stands between clients and a daemon, and does to each direction of each connection what `faults` says. Within a
 * connection bytes stay in order, as TCP keeps them; what is delayed on one is overtaken on others.
 */
export async function openProxy(input: ProxyInput): Promise<Proxy> {
  const passages: Passage[] = []
  const open = new Set<Socket>()
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    const daemon = connect({ port: input.port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
    passages.push(pass(client, daemon, input, passages.length))
    for (const socket of [client, daemon]) {
      open.add(socket)
      socket.once('close', () => open.delete(socket))
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: portOf(server),
    passages,
    close: async () => {
      for (const passage of passages) passage.reset()
      server.close()
      await Promise.all([...open].map((socket) => new Promise((resolve) => socket.once('close', resolve))))
    },
  }
}

function pass(client: Socket, daemon: Socket, { faults, clock }: ProxyInput, n: number): Passage {
  const { up = {}, down = {} } = faults(n)
  const reset = (): void => {
    for (const socket of [client, daemon]) if (!socket.destroyed) socket.resetAndDestroy()
    for (const lane of [lanes.up, lanes.down]) lane.stop()
  }
  const lanes = {
    up: new Lane(client, daemon, { faults: up, reset, clock }),
    down: new Lane(daemon, client, { faults: down, reset, clock }),
  }
  for (const socket of [client, daemon]) {
    // Whoever resets one end resets the other, as a network would.
    socket.on('error', reset)
    socket.once('close', () => {
      if (lanes.up.isOver && lanes.down.isOver) reset()
    })
  }
  return { ...lanes, reset }
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
