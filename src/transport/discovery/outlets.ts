import type { Rung, Source } from '../../protocol/hub.ts'
import type { Target } from './interfaces.ts'
import type { Troubles } from './troubles.ts'
import { codeOf, openUdp } from './udp.ts'
import type { Datagrams, OpenUdp } from './udp.ts'

/** A socket on one target. */
export interface Outlet {
  readonly target: Target
  readonly socket: Datagrams
}

/** One datagram that was sent, or was not taken. */
export interface Sending {
  readonly rung: Rung
  readonly interface: string
  readonly to: string
  /** The system's error code where it was not taken. */
  readonly code: string | undefined
}

interface OutletsInput {
  readonly open?: OpenUdp
  readonly troubles: Troubles
  readonly sent?: (sending: Sending) => void
  readonly heard: (bytes: Uint8Array, source: Source) => void
}

/** A socket for each target that there is. */
export interface Outlets {
  /** Opens those that are new or could not be opened before, and closes those that are gone. */
  follow(targets: readonly Target[]): Promise<void>
  list(): readonly Outlet[]
  /** Gives the system's error code where it was not taken. */
  send(rung: Rung, outlet: Outlet, bytes: Uint8Array, to: Source): Promise<string | undefined>
  close(): void
}

/**
 * A sweep's datagrams wait for who does not answer to ARP, and Linux counts 1,280 bytes for each: with what it gives a
 * socket by itself (net.core.wmem_default), the last third of a /24 was asked 3 s later (measured). It allows twice that.
 */
const sendBytes = 212_992

/** No socket yet. What fails on an interface is told to `troubles`. */
export function openOutlets(input: OutletsInput): Outlets {
  const { open = openUdp, troubles, heard } = input
  /** By interface and address; undefined while it is being opened. */
  const outlets = new Map<string, Outlet | undefined>()
  /** Of the last time that something was sent, by interface and where to. */
  const codes = new Map<string, Map<string, string | undefined>>()
  let isClosed = false
  const keyOf = ({ interface: name, bind }: Target): string => `${name} ${bind}`

  async function openOn(target: Target): Promise<void> {
    const key = keyOf(target)
    outlets.set(key, undefined)
    const failed = (error: Error): void => {
      outlets.get(key)?.socket.close()
      outlets.delete(key)
      codes.delete(target.interface)
      tell(target.interface, target.bind, codeOf(error))
    }
    try {
      const socket = await open({
        address: target.bind,
        port: 0,
        shared: false,
        broadcast: target.rung !== 'multicast',
        sendBytes,
        heard,
        failed,
      })
      codes.get(target.interface)?.delete(target.bind)
      if (isClosed || !outlets.has(key)) return socket.close()
      outlets.set(key, { target, socket })
    } catch (error) {
      outlets.delete(key)
      tell(target.interface, target.bind, codeOf(error))
    }
  }

  function drop(key: string, socket: Datagrams): void {
    if (outlets.get(key)?.socket !== socket) return
    socket.close()
    outlets.delete(key)
  }

  function tell(name: string, to: string, code: string | undefined): void {
    const sent = codes.get(name) ?? new Map<string, string | undefined>()
    codes.set(name, sent.set(to, code))
    troubles.sent(name, Array.from(sent.values()))
  }

  return {
    async follow(targets) {
      if (isClosed) return
      const wanted = new Set(targets.map(keyOf))
      for (const [key, outlet] of outlets) {
        if (wanted.has(key)) continue
        outlet?.socket.close()
        outlets.delete(key)
      }
      const there = new Set(targets.map((target) => target.interface))
      for (const name of codes.keys()) {
        if (there.has(name)) continue
        codes.delete(name)
        troubles.sent(name, [undefined])
      }
      await Promise.all(targets.filter((target) => !outlets.has(keyOf(target))).map(openOn))
    },
    list: () => Array.from(outlets.values()).filter((one) => one !== undefined),
    async send(rung, { target, socket }, bytes, { address, port }) {
      const code = await socket.send(bytes, port, address)
      // It may be of an interface that another one has taken the name of: the next look opens it anew.
      if (code !== undefined && target.rung === 'multicast') drop(keyOf(target), socket)
      if (target.to.includes(address)) tell(target.interface, address, code)
      input.sent?.({ rung, interface: target.interface, to: address, code })
      return code
    },
    close() {
      isClosed = true
      for (const outlet of outlets.values()) outlet?.socket.close()
      outlets.clear()
    },
  }
}
