import { BlockList } from 'node:net'
import type { Network } from '../protocol/network.ts'

/** Some networks, which may be others at any time. */
export class Networks {
  #list = new BlockList()

  constructor(networks: readonly Network[] = []) {
    this.set(networks)
  }

  /** They take the place of those before. */
  set(networks: readonly Network[]): void {
    const list = new BlockList()
    for (const { address, prefix, family } of networks) list.addSubnet(address, prefix, family)
    this.#list = list
  }

  /** Whether an address, without a zone, lies in one of them. */
  has(address: string): boolean {
    return this.#list.check(address, address.includes(':') ? 'ipv6' : 'ipv4')
  }
}
