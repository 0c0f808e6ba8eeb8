import { dataBytes } from '../../../protocol/dns/encode.ts'
import { type ResourceRecord, nameKey } from '../../../protocol/dns/message.ts'

/** Whose a name is. */

/**
 * Whether somebody else answers to a name of ours (RFC 6762 §9): with a service, or a host, at another place. What
 * leads to this host is our own word, or that of a reflector between two of our networks.
 */
export function isConflict(
  theirs: ResourceRecord,
  ours: readonly ResourceRecord[],
  isOwnAddress: (address: string) => boolean,
): boolean {
  const { data } = theirs
  if (theirs.ttlSeconds === 0 || data.type === 'TXT' || data.type === 'PTR' || data.type === 'other')
    return false
  if ('address' in data && isOwnAddress(data.address)) return false
  const key = nameKey(theirs.name)
  const same = ours.filter((one) => one.data.type === data.type && nameKey(one.name) === key)
  if (same.length === 0) return false
  const bytes = String(dataBytes(data))
  return same.every((one) => String(dataBytes(one.data)) !== bytes)
}

/**
 * Whether who asks for the same name at the same time has it (RFC 6762 §8.2): whose records are the later ones, byte by
 * byte. Our own query, heard again, has the same.
 */
export function hasLost(
  ours: readonly ResourceRecord[],
  theirs: readonly ResourceRecord[],
  isOwnAddress: (address: string) => boolean,
): boolean {
  const foreign = theirs.filter(({ data }) => !('address' in data && isOwnAddress(data.address)))
  const keys = new Set(foreign.map(({ name }) => nameKey(name)))
  return Array.from(keys).some((key) => {
    const [own, other] = [ours, foreign].map((records) =>
      records
        .filter(({ name }) => nameKey(name) === key)
        .map(({ data }) => dataBytes(data))
        .toSorted(byBytes),
    )
    return own !== undefined && other !== undefined && own.length > 0 && compareLists(own, other) < 0
  })
}

function compareLists(one: readonly Uint8Array[], other: readonly Uint8Array[]): number {
  for (const [i, bytes] of one.entries()) {
    const against = other[i]
    if (against === undefined) return 1
    const order = byBytes(bytes, against)
    if (order !== 0) return order
  }
  return one.length - other.length
}

function byBytes(one: Uint8Array, other: Uint8Array): number {
  for (const [i, byte] of one.entries()) {
    const against = other[i]
    if (against === undefined) return 1
    if (byte !== against) return byte - against
  }
  return one.length - other.length
}
