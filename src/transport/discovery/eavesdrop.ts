import type { Source } from '../../protocol/hub.ts'
import { group } from './interfaces.ts'
import type { Target } from './interfaces.ts'
import { openUdp } from './udp.ts'
import type { Datagrams, OpenUdp } from './udp.ts'

interface EavesdropInput {
  readonly port: number
  readonly heard: (bytes: Uint8Array, source: Source) => void
  readonly open?: OpenUdp | undefined
}

export interface Eavesdrop {
  /** Hears those links of IPv6 from now on; IPv4 is heard on every interface, also on those that come later. */
  follow(targets: readonly Target[]): Promise<void>
  close(): void
}

/** What everybody on a network hears, and what all rooms of this computer do. */
const everybody = ['255.255.255.255', '127.255.255.255']

/** The interface of a group's address. */
const onOf = (address: string): string => address.replace(group, '::')

/**
 * Hears what daemons tell everybody, and takes nothing from a daemon of this host: a socket that is bound to the address
 * of everybody has no unicast (measured on Linux; elsewhere it may not open, and then nothing is heard).
 */
export function openEavesdrop({ port, heard, open = openUdp }: EavesdropInput): Eavesdrop {
  const common = { port, shared: true, broadcast: false, heard, failed: () => undefined }
  /** By address; undefined while it is being opened. */
  const sockets = new Map<string, Datagrams | undefined>()

  async function openOn(address: string): Promise<void> {
    if (sockets.has(address)) return
    sockets.set(address, undefined)
    const socket = await open({ ...common, address }).catch(() => undefined)
    if (address.startsWith(group)) socket?.join(group, onOf(address))
    // Meanwhile it may not be wanted any more.
    if (!sockets.delete(address)) socket?.close()
    else if (socket !== undefined) sockets.set(address, socket)
  }

  /** Who can join once more is on an interface that is gone, and another one has its name. */
  function isLost(address: string): boolean {
    const socket = sockets.get(address)
    const isJoined = address.startsWith(group) && socket !== undefined
    return isJoined && socket.join(group, onOf(address)) !== 'EADDRINUSE'
  }

  function keep(addresses: readonly string[]): void {
    for (const [address, socket] of sockets) {
      if (addresses.includes(address)) continue
      socket?.close()
      sockets.delete(address)
    }
  }

  return {
    async follow(targets) {
      const links = targets.filter(({ rung }) => rung === 'multicast').map((one) => one.interface)
      const addresses = [...everybody, ...links.map((name) => `${group}%${name}`)]
      keep(addresses.filter((address) => !isLost(address)))
      await Promise.all(addresses.map(openOn))
    },
    close: () => keep([]),
  }
}
