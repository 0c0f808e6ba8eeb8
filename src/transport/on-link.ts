import { BlockList } from 'node:net'
import { networkInterfaces } from 'node:os'

/** How long a look at the interfaces serves. */
const freshMs = 5_000

/**
 * Whether an address of either family lies in a network that this machine is in; the interfaces are looked at again as
 * they change.
 */
export function watchOnLink(nowMs: () => number): (address: string) => boolean {
  let networks = new BlockList()
  let readMs = -Infinity
  return (address) => {
    if (nowMs() - readMs > freshMs) {
      networks = readNetworks()
      readMs = nowMs()
    }
    return networks.check(address, address.includes(':') ? 'ipv6' : 'ipv4')
  }
}

function readNetworks(): BlockList {
  const list = new BlockList()
  let found: ReturnType<typeof networkInterfaces> = {}
  try {
    found = networkInterfaces()
  } catch {
    // Some sandboxes forbid the look (no AF_NETLINK): then private addresses alone are near.
  }
  for (const { cidr, family } of Object.values(found).flatMap((infos) => infos ?? [])) {
    const [address, prefix] = (cidr ?? '').split('/')
    if (address !== undefined && prefix !== undefined)
      list.addSubnet(address, Number(prefix), family === 'IPv6' ? 'ipv6' : 'ipv4')
  }
  return list
}
