import { cleanUser } from '../../protocol/names.ts'
import { numerics } from '../../protocol/numerics.ts'
import { cutWire } from '../../protocol/wire.ts'
import type { Aside } from '../aside.ts'

/**
 * USER user 0 * realname: RFC 2812 §3.1.3. What is over its bound is cut, as the specification has no numeric for it; no
 * realname at all is 461, as with ergo and InspIRCd, and no SETNAME either.
 */
export function user(aside: Aside): void {
  const { peer, room, params } = aside
  const { limits } = room.facts
  if (params[3] === '') return aside.reply(numerics.ERR_NEEDMOREPARAMS('USER'))
  peer.user = cleanUser(params[0] ?? '', limits)
  peer.realname = cutWire(params[3] ?? '', limits.realnameBytes)
}
