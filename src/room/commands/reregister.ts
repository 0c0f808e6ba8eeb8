import { numerics } from '../../protocol/numerics.ts'
import type { Aside } from '../aside.ts'

/** PASS and USER are for before registration. */
export function alreadyRegistered(aside: Aside): void {
  aside.reply(numerics.ERR_ALREADYREGISTERED())
}
