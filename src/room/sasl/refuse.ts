import type { Mechanism } from '../../protocol/mechanisms.ts'
import { numerics } from '../../protocol/numerics.ts'
import type { Aside } from '../aside.ts'
import type { TryRefusal } from '../surroundings.ts'

/** Why a login failed. */
type Why = TryRefusal | 'wrong' | 'malformed' | 'certificate'

/** What is said of each; of a name that there is not the same as of a wrong password. */
const texts: Readonly<Record<Exclude<Why, 'locked'>, string>> = {
  wrong: 'SASL authentication failed: name or password is wrong',
  malformed: 'SASL authentication failed: that is no message of this mechanism',
  certificate: 'SASL authentication failed: your certificate logs in to no such account; see NS CERT ADD',
  throttled: 'SASL authentication failed: too many tries from your address; try again in a minute',
  busy: 'SASL authentication failed: too many log in at this moment; try again',
}

const locked = 'Too many wrong tries for this account; try again in a minute'

/** A login has failed: 902 where the account is locked for a while, 904 else (sasl-3.1); the log has the name if there is such an account. */
export function refuseLogin(aside: Aside, mechanism: Mechanism, why: Why, account?: string): void {
  // Wrong tries are few; whatever else goes wrong may go wrong with every line.
  if (why === 'wrong' || !aside.peer.refusals.has(why)) {
    aside.peer.refusals.add(why)
    // What was said instead of a name may be a password.
    aside.around.note('account.refused', { mechanism, why, account })
  }
  aside.reply(why === 'locked' ? numerics.ERR_NICKLOCKED(locked) : numerics.ERR_SASLFAIL(texts[why]))
}
