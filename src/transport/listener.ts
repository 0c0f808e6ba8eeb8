import { type Server, createServer } from 'node:net'
import { Door, type DoorCounts, type DoorOptions, politeSlots } from './door.ts'

export interface ListenerOptions extends DoorOptions {
  /** A socket that listens already, by its descriptor: instead of the port. */
  readonly fd?: number | undefined
  readonly port: number
  /** The address to bind; absent: all. */
  readonly bind?: string | undefined
}

export interface Listener {
  /** The port that it really listens on. */
  readonly port: number
  counts(): DoorCounts
  /** The descriptor of the socket, for another process that is to listen on it too. */
  fd(): number | undefined
  /** Accepts nobody until `resume`; those that are in stay in. Who comes meanwhile waits where another process listens too. */
  pause(): void
  /** Listens again, on the same port; where it cannot be bound, that is as if the socket had failed. */
  resume(): Promise<void>
  /** Stops accepting, waits until all connections have ended, and cuts what is left `lingerMs` after the time of grace. */
  close(graceMs?: number): Promise<void>
}

/** Opens the TCP port. Rejects with the system's error when it cannot be bound. */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  const { port, bind, fd, limits, maxConnections } = options
  const server = createServer({
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 15_000,
    allowHalfOpen: true,
    highWaterMark: limits.readBytes,
  })
  // A few more are accepted than are kept, so that they can be told why.
  server.maxConnections = maxConnections + politeSlots
  const door = new Door(server, options)
  const on = (port: number): Listening => ({ port, ...(bind === undefined ? {} : { host: bind }) })
  try {
    await listen(server, fd === undefined ? on(port) : { fd })
  } catch (error) {
    door.stop()
    throw error
  }
  server.on('error', (error) => door.fail(error))
  const boundPort = listeningPort(server)
  return {
    port: boundPort,
    counts: () => door.counts(),
    fd: () => descriptorOf(server),
    pause: () => void server.close(),
    resume: () => listen(server, on(boundPort)).catch((error: Error) => door.fail(error)),
    close: (graceMs) => door.close(graceMs),
  }
}

/** Where a server listens, as Node takes it. */
type Listening = { readonly port: number; readonly host?: string } | { readonly fd: number }

function listen(server: Server, on: Listening): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(on, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function listeningPort(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Node has no other way to learn it, and children inherit descriptors by their number. */
function descriptorOf(server: Server): number | undefined {
  const handle: unknown = '_handle' in server ? server._handle : undefined
  if (typeof handle !== 'object' || handle === null || !('fd' in handle)) return undefined
  return typeof handle.fd === 'number' && handle.fd >= 0 ? handle.fd : undefined
}
