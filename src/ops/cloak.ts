import { createHmac } from 'node:crypto'
import { type IpAddress, networkNumber, parseAddress } from '../protocol/ip-address.ts'

/** The host that members see instead of an address. */
export type Cloak = (address: string) => string

/** Of whom each label is, from the first on: one address, and the networks that it is in. */
const prefixes = { ipv4: [32, 24, 16], ipv6: [128, 64, 48] } as const

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const labelLetters = 8

/**
 * Hosts of the form `ADDRESS.NETWORK.WIDER.cloak`, each label 40 bits of a hash under the key (HMAC-SHA256): of the
 * address, its /24 and its /16, or of IPv6 its /64 and its /48. So a ban on `*!*@*.NETWORK.WIDER.cloak` is one on the
 * network, and nobody without the key can tell which that is. The same key and address always give the same host.
 */
export function createCloak(key: Uint8Array): Cloak {
  const label = (of: string): string => {
    const bytes = createHmac('sha256', key).update(of).digest()
    return Array.from(bytes.subarray(0, labelLetters), (byte) => alphabet[byte & 31]).join('')
  }
  return (text) => {
    const address = parseAddress(text.split('%')[0] ?? text)
    const labels = address === undefined ? [label(text)] : networksOf(address).map(label)
    return [...labels, 'cloak'].join('.')
  }
}

function networksOf(address: IpAddress): string[] {
  return prefixes[address.family].map(
    (prefix) => `${address.family} ${networkNumber(address, prefix).toString(16)}/${prefix}`,
  )
}
