import { BlockList, isIPv6 } from 'node:net'
import { exposition } from '../../../ops/exposition.ts'
import type { Network } from '../../../protocol/network.ts'
import type { Metrics } from '../../../transport/http/site.ts'
import type { Life } from '../life.ts'
import { factsOf } from './facts.ts'
import { measure } from './measure.ts'

/** What this computer may ask for itself; the second is all of IPv4's loopback. */
const loopback: readonly Network[] = [
  { family: 'ipv6', address: '::1', prefix: 128 },
  { family: 'ipv4', address: '127.0.0.0', prefix: 8 },
]

/** Metrics for this computer and the networks that its operator allows. Nothing is measured before somebody asks. */
export function openMetrics(life: Life): Metrics {
  const { metricsAllow = [] } = life.given.options
  return {
    isFor: isIn([...loopback, ...metricsAllow]),
    text: () => {
      try {
        return exposition(measure(factsOf(life)))
      } catch (err) {
        // Who only watches must not end what is watched.
        life.given.log.note('metrics.failed', { err })
        return undefined
      }
    },
  }
}

/** Whether an address is in one of these networks; a zone behind it does not count. */
export function isIn(networks: readonly Network[]): (address: string) => boolean {
  const list = new BlockList()
  for (const { address, prefix, family } of networks) list.addSubnet(address, prefix, family)
  return (address) => {
    const bare = address.split('%')[0] ?? address
    return list.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4')
  }
}
