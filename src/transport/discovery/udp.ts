import { createSocket } from 'node:dgram'
import type { Source } from '../../protocol/hub.ts'

/** One UDP socket as discovery needs it; a test has its own. */
export interface Datagrams {
  readonly port: number
  /** Sends one datagram; gives the system's error code when it was not taken. Never rejects. */
  send(bytes: Uint8Array, port: number, address: string): Promise<string | undefined>
  /** The same to a group, on the interface of that address (`::%eth0` for IPv6); one after the other. */
  sendBy(on: string, bytes: Uint8Array, port: number, group: string): Promise<string | undefined>
  /** Hears that group on that interface from now on; gives the system's error code when not (`EADDRINUSE`: it did). */
  join(group: string, on: string): string | undefined
  /** May be called twice. */
  close(): void
}

export interface UdpOptions {
  /** Bound to; `0.0.0.0` or `::` hears every interface, also those that come later. With a colon it is IPv6 alone. */
  readonly address: string
  /** 0 takes a free one. */
  readonly port: number
  /** A socket that is bound there already, by its descriptor. */
  readonly fd?: number | undefined
  /** Whether other daemons of this host may have the port too; all of them hear broadcasts. */
  readonly shared: boolean
  /** Whether it may send to broadcast addresses. */
  readonly broadcast: boolean
  /** How many bytes may wait to be sent; what the system allows, where that is less. */
  readonly sendBytes?: number
  /** What is sent to a group says that nobody has forwarded it (RFC 6762 §11): it has the most hops that there are. */
  readonly mostHops?: boolean
  heard(bytes: Uint8Array, source: Source): void
  /** The socket failed after it was open. */
  failed(error: Error): void
}

export type OpenUdp = (options: UdpOptions) => Promise<Datagrams>

/** A socket of node:dgram. Rejects with the system's error when it cannot be bound. */
export const openUdp: OpenUdp = (options) =>
  new Promise((resolve, reject) => {
    const type = options.address.includes(':') ? 'udp6' : 'udp4'
    const socket = createSocket({ type, reuseAddr: options.shared, ipv6Only: type === 'udp6' })
    let onError = (error: Error): void => {
      socket.close()
      reject(error)
    }
    // There is always a listener: an `error` without one would end the process.
    socket.on('error', (error) => {
      onError(error)
    })
    socket.on('message', (bytes, { address, port }) => {
      options.heard(bytes, { address, port })
    })
    const { fd, address, port } = options
    socket.bind(fd === undefined ? { address, port } : { fd }, () => {
      try {
        // Only after the bind: before it there is no socket to set this on, and sending gives EACCES.
        if (options.broadcast) socket.setBroadcast(true)
        if (options.sendBytes !== undefined) socket.setSendBufferSize(options.sendBytes)
        if (options.mostHops === true) socket.setMulticastTTL(255)
      } catch (error) {
        onError(error instanceof Error ? error : new Error(String(error)))
        return
      }
      onError = (error) => {
        options.failed(error)
      }
      const send: Datagrams['send'] = (bytes, port, address) =>
        new Promise((done) => {
          try {
            socket.send(bytes, port, address, (error) => {
              done(error === null ? undefined : codeOf(error))
            })
          } catch (error) {
            done(codeOf(error))
          }
        })
      let before = Promise.resolve<string | undefined>(undefined)
      resolve({
        port: socket.address().port,
        send,
        sendBy(on, bytes, port, group) {
          // Node sends in a later turn than it is told to: the interface is the one that was set last.
          before = before.then(() => {
            try {
              socket.setMulticastInterface(on)
            } catch (error) {
              return codeOf(error)
            }
            return send(bytes, port, group)
          })
          return before
        },
        join(group, on) {
          try {
            socket.addMembership(group, on)
            return undefined
          } catch (error) {
            return codeOf(error)
          }
        },
        close() {
          try {
            socket.close()
          } catch {
            // Node throws when it is closed already, which is what was asked for.
          }
        },
      })
    })
  })

/** The system's error code of anything thrown. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
