import { contextWord } from '../../protocol/numerics.ts'
import type { Aside } from '../aside.ts'
import { accountOfPeer } from '../peer.ts'

/** VERIFY account code: IRCv3 account-registration. No account here needs it, so no code is right. */
export function verify(aside: Aside): void {
  const { peer, room, params } = aside
  const account = accountOfPeer(peer, room)
  if (account !== undefined) {
    return aside.send('FAIL', 'VERIFY', 'ALREADY_AUTHENTICATED', account, 'You are logged in already')
  }
  aside.send(
    'FAIL',
    'VERIFY',
    'INVALID_CODE',
    contextWord(params[0] ?? ''),
    'No account here waits for a code: REGISTER is all',
  )
}
