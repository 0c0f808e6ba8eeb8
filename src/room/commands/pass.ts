import type { Aside } from '../aside.ts'

/** PASS password: RFC 2812 §3.1.1. The last one counts, and is looked at when registration is complete. */
export function pass({ peer, params }: Aside): void {
  peer.password = params[0]
}
