import type { Here } from '../protocol/datagram/here.ts'
import { isLinkLocal, isLoopback, isPrivate, parseIpv4 } from '../protocol/ipv4.ts'
import { parseZoned } from '../protocol/zoned.ts'

/**
 * The addresses to join a room by, best first; empty when none can be believed. What was signed counts: an answer
 * that somebody else passes on comes from an address that its signer did not give. That one is taken
 * - when the signer gave it, or knows none of its own;
 * - last, where TLS with an announced certificate tells who is there.
 * A link-local address of IPv6 is joined by the interface that its answer came in by; the signer cannot know its name.
 * Loopback is believed from this host only: a stranger must not make us talk to our own services.
 */
export function reach(here: Here, source: string): readonly string[] {
  const own = isLoopback(parseIpv4(source) ?? 0)
  const others = here.addresses.filter((address) => address !== source && !own && isNear(address))
  const given = parseZoned(source)?.address ?? source
  if (here.addresses.length === 0 || here.addresses.includes(given)) return [source, ...others]
  return here.fingerprint !== undefined && here.tls ? [...others, source] : others
}

/** Signed is not harmless: what is not of a local network is not joined because a stranger says so. */
function isNear(text: string): boolean {
  const address = parseIpv4(text)
  return address !== undefined && (isPrivate(address) || isLinkLocal(address))
}
