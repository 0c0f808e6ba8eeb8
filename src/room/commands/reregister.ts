import { numerics } from '../../protocol/numerics.ts'
import type { Aside } from '../peer.ts'

/** PASS and USER are for before registration. */
export function alreadyRegistered(aside: Aside): void {
  aside.reply(numerics.ERR_ALREADYREGISTERED())
}
