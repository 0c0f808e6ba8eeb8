import { formatIpv4 } from './ipv4.ts'
import { type IpAddress, networkNumber, parseAddress, widthOf } from './ip-address.ts'

/** A network, as CIDR writes it. */
export interface Network {
  readonly family: IpAddress['family']
  /** Its first address. */
  readonly address: string
  readonly prefix: number
}

/** A network in words that say why it is none. */
export type NoNetwork = { readonly why: string }

/**
 * `ADDRESS/PREFIX`, or an address alone (RFC 4632 §3.1, RFC 4291 §2.3). One with bits behind its prefix is none: what
 * was meant, the network or the address, would be a guess.
 */
export function parseNetwork(text: string): Network | NoNetwork {
  const [written = '', bits, ...more] = text.split('/')
  const address = parseAddress(written)
  if (address === undefined || more.length > 0) return { why: 'no address of IPv4 or IPv6' }
  const { family, number } = address
  const width = widthOf[family]
  const prefix = bits === undefined ? width : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN
  if (!(prefix <= width)) return { why: `the number after the slash goes from 0 to ${width}` }
  if (family === 'ipv6' && number >> 32n === 0xffffn)
    return { why: 'an IPv4 address: write it with dots alone' }
  const first = networkNumber(address, prefix) << BigInt(width - prefix)
  if (first === number) return { family, address: written, prefix }
  const begin = family === 'ipv4' ? ` ${formatIpv4(Number(first))}/${prefix}` : ''
  return { why: `not where a network of that size begins${begin && `, which is${begin}`}` }
}
