import { isIP } from 'node:net'
import { parseIpv4 } from '../../protocol/ipv4.ts'
import type { Surroundings } from './interfaces.ts'

/** Whether chat listens on every address, so that each network is told its own. */
export function isEverywhere(bind: string | undefined): boolean {
  return bind === undefined || bind === '0.0.0.0' || bind === '::'
}

/** Whether chat listens on the link-local addresses of IPv6 too. */
export function isOnIpv6(bind: string | undefined): boolean {
  return bind === undefined || bind === '::'
}

/** Whether a room that listens on this address can be found by IPv4 at all. */
export function isFindable(bind: string | undefined): boolean {
  return isEverywhere(bind) || isIP(bind ?? '') === 4
}

/** The surroundings of a room that listens on one address: the networks that do not lead to it are not ours. */
export function boundTo(bind: string | undefined, look: () => Surroundings): () => Surroundings {
  if (isOnIpv6(bind)) return look
  if (bind === '0.0.0.0') return () => withoutIpv6(look())
  const address = parseIpv4(bind ?? '')
  return () => {
    const around = withoutIpv6(look())
    const networks = around.networks.filter((net) => net.address === address)
    const names = new Set(networks.map((net) => net.interface))
    // This computer's own clients ask by loopback and are told the address as well.
    const targets = around.targets.filter(
      (target) => names.has(target.interface) || target.bind === '127.0.0.1',
    )
    return { ...around, networks, targets }
  }
}

function withoutIpv6(around: Surroundings): Surroundings {
  return { ...around, targets: around.targets.filter(({ rung }) => rung !== 'multicast') }
}
