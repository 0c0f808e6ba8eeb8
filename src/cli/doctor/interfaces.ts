import type { NetworkInterfaceInfo } from 'node:os'
import { type Finding, ok, warn } from './finding.ts'

/** On which networks others can be met. */
export function interfacesFinding(all: NodeJS.Dict<NetworkInterfaceInfo[]>): Finding {
  const outside = Object.entries(all).flatMap(([name, addresses = []]) => {
    const here = addresses.filter(({ internal }) => !internal).map(({ cidr, address }) => cidr ?? address)
    return here.length === 0 ? [] : [`${name} ${here.join(' ')}`]
  })
  if (outside.length > 0) return ok(outside.join(', '))
  return warn('this computer is on no network: only who is on it can be met', 'ip -br addr')
}
