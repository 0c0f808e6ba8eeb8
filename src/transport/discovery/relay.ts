import { encodeQuery } from '../../protocol/datagram/query.ts'
import type { Query } from '../../protocol/datagram/query.ts'
import type { Source } from '../../protocol/hub.ts'
import { isLoopback, parseIpv4 } from '../../protocol/ipv4.ts'
import { openBucket } from './rates.ts'

/** All daemons of this host hear what is sent there. */
export const siblings = '127.255.255.255'

/** Longer than a client asks with one nonce at short distance. */
const keptMs = 10_000
const mostKept = 256

/**
 * What the other daemons of this host are to be told of a query, or undefined: once for each asker and nonce, at most so
 * many in a second. Nobody can tell whether a datagram came to everybody or to this host's address, so all are passed on;
 * what a sibling has heard itself it ignores. A query of this host by loopback has reached all of them.
 */
export function openRelay(
  perSecond: number,
): (query: Query, source: Source, at: number) => Uint8Array | undefined {
  const bucket = openBucket(perSecond)
  const told = new Map<string, number>()
  return (query, source, at) => {
    if (isLoopback(parseIpv4(source.address) ?? 0)) return undefined
    const key = `${source.address} ${query.nonce}`
    const last = told.get(key)
    if ((last !== undefined && at - last < keptMs) || !bucket.take(at)) return undefined
    told.delete(key)
    told.set(key, at)
    const [oldest] = told.keys()
    if (told.size > mostKept && oldest !== undefined) told.delete(oldest)
    return encodeQuery({ ...query, via: source })
  }
}
