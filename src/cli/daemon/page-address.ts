import { type Surroundings, lookAround } from '../../transport/discovery/interfaces.ts'
import { isEverywhere } from '../../transport/discovery/bound.ts'
import { nameOf } from '../../client/dial.ts'
import type { DaemonOptions } from '../config/daemon-options.ts'

/** Addresses that are told: hosts that run containers can have hundreds. */
const mostTold = 4

/**
 * Where a browser finds the page: where the room listens, or its address in each network that others may be in; where there
 * is none, on this computer.
 */
export function pageAddresses(
  { bind, requireTls }: Pick<DaemonOptions, 'bind' | 'requireTls'>,
  port: number,
  look: () => Surroundings = lookAround,
): string[] {
  const scheme = requireTls ? 'https' : 'http'
  return hostsOf(bind, look).map((host) => `${scheme}://${nameOf({ host, port })}/`)
}

function hostsOf(bind: string | undefined, look: () => Surroundings): string[] {
  if (bind !== undefined && !isEverywhere(bind)) return [bind]
  // Bridges are of containers on this computer; browsers take no link-local address of IPv6 with its zone.
  const near = look().targets.filter(({ rung, bridge }) => rung === 'broadcast' && !bridge)
  const told = near
    .map((target) => target.bind)
    .filter((host) => !host.startsWith('127.') && host !== '0.0.0.0')
    .slice(0, mostTold)
  return told.length === 0 ? ['localhost'] : told
}
