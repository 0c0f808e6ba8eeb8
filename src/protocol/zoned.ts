import { parseAddress } from './ip-address.ts'

/** A link-local address of IPv6 and the interface it is on: the same address may be on every one (RFC 4007 §6). */
export interface Zoned {
  readonly address: string
  /** The interface, by its name or number. */
  readonly zone: string
}

/** `fe80::1%eth0` (RFC 4007 §11) taken apart; undefined for anything that is not link-local and zoned. */
export function parseZoned(text: string): Zoned | undefined {
  const [, address = '', zone = ''] = /^(fe[89ab][\da-f]:[\da-f:.]*)%([\w.@:-]{1,15})$/i.exec(text) ?? []
  return parseAddress(address)?.family === 'ipv6' ? { address, zone } : undefined
}
