import { isIP } from 'node:net'
import { parseIpv4 } from '../../protocol/ipv4.ts'
import type { Surroundings } from './interfaces.ts'

/** Whether chat listens on every address, so that each network is told its own. */
export function isEverywhere(bind: string | undefined): boolean {
  return bind === undefined || bind === '0.0.0.0' || bind === '::'
}

/** Whether a room that listens on this address can be found by IPv4 at all. */
export function isFindable(bind: string | undefined): boolean {
  return isEverywhere(bind) || isIP(bind ?? '') === 4
}

/** The surroundings of a room that listens on one address: the networks that do not lead to it are not ours. */
export function boundTo(bind: string | undefined, look: () => Surroundings): () => Surroundings {
  if (bind === undefined || isEverywhere(bind)) return look
  const address = parseIpv4(bind)
  return () => {
    const around = look()
    const networks = around.networks.filter((net) => net.address === address)
    const names = new Set(networks.map((net) => net.interface))
    // This computer's own clients ask by loopback and are told the address as well.
    const targets = around.targets.filter(
      (target) => names.has(target.interface) || target.bind === '127.0.0.1',
    )
    return { ...around, networks, targets }
  }
}
