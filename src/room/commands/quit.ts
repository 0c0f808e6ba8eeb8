import { cutWire } from '../../protocol/wire.ts'
import type { Aside } from '../aside.ts'

/** QUIT [reason]: RFC 2812 §3.1.7; marked as the member's own words by `Quit: `, without a reason too (Modern IRC). */
export function quit({ peer, params, room }: Aside): void {
  peer.farewell = `Quit: ${cutWire(params[0] ?? '', room.facts.limits.quitBytes)}`
}
