import { cleanUser } from '../../protocol/names.ts'
import { cutWire } from '../../protocol/wire.ts'
import type { Aside } from '../aside.ts'

/** USER user 0 * realname: RFC 2812 §3.1.3. What is over its bound is cut, as the specification has no numeric for it. */
export function user({ peer, room, params }: Aside): void {
  const { limits } = room.facts
  peer.user = cleanUser(params[0] ?? '', limits)
  peer.realname = cutWire(params[3] ?? '', limits.realnameBytes)
}
