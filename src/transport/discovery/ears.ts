import type { Source } from '../../protocol/hub.ts'
import { isOnIpv6 } from './bound.ts'
import { group } from './interfaces.ts'
import type { Target } from './interfaces.ts'
import { openTroubles } from './troubles.ts'
import { codeOf } from './udp.ts'
import type { OpenUdp } from './udp.ts'

interface EarsInput {
  /** UDP port; 0 takes a free one. */
  readonly port: number
  /** A socket that is bound there for IPv4 already, by its descriptor. */
  readonly fd?: number | undefined
  /** The one address that the TCP port is on; absent: all. */
  readonly bind?: string | undefined
  readonly open: OpenUdp
  /** Another program has the port for itself, and this one was taken. */
  readonly taken: (port: number) => void
  readonly heard: (bytes: Uint8Array, source: Source) => void
  readonly failed: (error: Error) => void
  /** Told once per change for the worse. */
  readonly trouble: (name: string, code: string) => void
}

/** What a daemon hears queries with, and answers them from: a firewall that let the query out lets that answer in. */
export interface Ears {
  readonly port: number
  /** Gives the system's error code when it was not taken. */
  send(bytes: Uint8Array, port: number, address: string): Promise<string | undefined>
  /** Is in the group on the interface of each of these. To be called again and again: a new interface is in no group. */
  join(targets: readonly Target[]): void
  close(): void
}

/**
 * Opens the port for IPv4, and for IPv6 where there is any and chat listens there. Never bound to one address: two
 * sockets of which one is would fight for unicast. Where somebody has it who shares it with nobody, a free one is taken;
 * rejects when that cannot be had for IPv4 either.
 */
export async function openEars(input: EarsInput): Promise<Ears> {
  const { open, heard, failed } = input
  const troubles = openTroubles(input.trouble)
  const common = { shared: true, heard, failed }
  // Other daemons of this host are told of queries by loopback's broadcast address.
  const ipv4 = await openIpv4(input.port, input.fd).catch(async (error: unknown) => {
    if (codeOf(error) !== 'EADDRINUSE' || input.port === 0) throw error
    const free = await openIpv4(0)
    input.taken(free.port)
    return free
  })
  const { port } = ipv4
  const ipv6 = isOnIpv6(input.bind) ? await openIpv6() : undefined

  function openIpv4(port: number, fd?: number) {
    return open({ ...common, address: '0.0.0.0', port, fd, broadcast: true })
  }

  async function openIpv6() {
    try {
      return await open({ ...common, address: '::', port, broadcast: false })
    } catch (error) {
      // A kernel without IPv6 is no fault.
      if (codeOf(error) !== 'EAFNOSUPPORT') troubles.sent('IPv6', [codeOf(error)])
      return undefined
    }
  }

  return {
    port,
    send: async (bytes, to, address) =>
      await ((address.includes(':') ? ipv6 : ipv4)?.send(bytes, to, address) ??
        Promise.resolve('EAFNOSUPPORT')),
    join(targets) {
      if (ipv6 === undefined) return
      for (const { rung, interface: name } of targets) {
        if (rung !== 'multicast') continue
        const code = ipv6.join(group, `::%${name}`)
        troubles.sent(`${name} (IPv6)`, [code === 'EADDRINUSE' ? undefined : code])
      }
    },
    close() {
      ipv4.close()
      ipv6?.close()
    },
  }
}
