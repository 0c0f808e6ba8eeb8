/** IPv4 addresses as numbers of 32 bits, which is what masks are for. */

/** The number of an address in dotted form; undefined for anything else. */
export function parseIpv4(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)
  if (match === null) return undefined
  let address = 0
  for (const part of match.slice(1)) {
    if (Number(part) > 255) return undefined
    address = address * 256 + Number(part)
  }
  return address
}

/** The dotted form of an address. */
export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.')
}

/** Whether two addresses are the same under a mask. */
export function isSameNet(one: number, other: number, mask: number): boolean {
  return ((one ^ other) & mask) === 0
}

interface Range {
  readonly address: number
  readonly mask: number
}

const loopback = range('127.0.0.0', 8)
const linkLocal = range('169.254.0.0', 16)

/** RFC 1918: what networks use that nobody outside can reach. */
export const privateRanges: readonly Range[] = [
  range('10.0.0.0', 8),
  range('172.16.0.0', 12),
  range('192.168.0.0', 16),
]

/** 127.0.0.0/8 (RFC 1122 §3.2.1.3). */
export function isLoopback(address: number): boolean {
  return isSameNet(address, loopback.address, loopback.mask)
}

/** RFC 3927: addresses that hosts give themselves; never forwarded. */
export function isLinkLocal(address: number): boolean {
  return isSameNet(address, linkLocal.address, linkLocal.mask)
}

/** An address of a private network (RFC 1918). */
export function isPrivate(address: number): boolean {
  return privateRanges.some((net) => isSameNet(address, net.address, net.mask))
}

function range(address: string, prefix: number): Range {
  return { address: parseIpv4(address) ?? 0, mask: (0xffffffff << (32 - prefix)) >>> 0 }
}
