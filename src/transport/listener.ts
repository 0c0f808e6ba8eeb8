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
  /** Stops accepting, waits until all connections have ended, and cuts what is left `lingerMs` after the time of grace. */
  close(graceMs?: number): Promise<void>
}

/** Opens the TCP port. Rejects with the system's error when it cannot be bound. */
export function openListener(options: ListenerOptions): Promise<Listener> {
  const { fd, port, bind, limits, maxConnections } = options
  const where = fd === undefined ? { port, ...(bind === undefined ? {} : { host: bind }) } : { fd }
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
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      door.stop()
      reject(error)
    })
    server.listen(where, () => {
      server.removeAllListeners('error').on('error', (error) => door.fail(error))
      resolve({
        port: listeningPort(server),
        counts: () => door.counts(),
        close: (graceMs) => door.close(graceMs),
      })
    })
  })
}

function listeningPort(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
