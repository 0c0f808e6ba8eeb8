import { fold } from '../../protocol/casemap.ts'
import { isNick } from '../../protocol/names.ts'
import { contextWord } from '../../protocol/numerics.ts'
import type { Aside } from '../aside.ts'
import { offersRegistration } from '../offer.ts'
import { accountOfPeer, calledOf, nickOf } from '../peer.ts'
import { refuseAccount } from './account-name.ts'
import { unavailable } from './later.ts'
import { readNewPassword } from './new-password.ts'

/**
 * REGISTER account email password: IRCv3 account-registration. An account is called as the nick of who has it made,
 * so nobody takes a name by which somebody else goes; there is no mail, so an address is refused and not lost unseen.
 */
export function register(aside: Aside): void {
  const { peer, room, params, around } = aside
  const [asked = '', email = '', given = ''] = params
  const nick = nickOf(peer, room)
  const name = asked === '*' ? nick : asked
  const fail = (code: string, text: string): void =>
    aside.send('FAIL', 'REGISTER', code, contextWord(name), text)
  const account = accountOfPeer(peer, room)
  if (account !== undefined) {
    return aside.send('FAIL', 'REGISTER', 'ALREADY_AUTHENTICATED', account, 'You are logged in already')
  }
  if (!offersRegistration(room)) return fail('TEMPORARILY_UNAVAILABLE', 'No accounts are made here now')
  if (nick === '*') return aside.send('FAIL', 'REGISTER', 'NEED_NICK', '*', 'Say NICK first')
  if (isNick(name, room.facts.limits) && fold(name) !== fold(nick)) {
    return fail('ACCOUNT_NAME_MUST_BE_NICK', 'An account is called as your nick is: write *, or change it')
  }
  const refusal = refuseAccount(room, name, peer.id)
  if (refusal !== undefined) return fail(refusal.code, refusal.text)
  if (email !== '*') return fail('UNACCEPTABLE_EMAIL', 'No address is kept here: write * for it')
  const password = readNewPassword(given, name, room.facts.limits)
  if (typeof password !== 'string') return fail(password.code, password.text)

  const by = peer.id
  const called = calledOf(peer, room)
  const busy = around.hash({
    derive: password,
    done: (hashed, atMs) =>
      hashed.result === 'right' && hashed.verifiers !== undefined
        ? { type: 'enrol', by, atMs, account: name, verifiers: hashed.verifiers, called }
        : (later) => later.send('FAIL', 'REGISTER', 'TEMPORARILY_UNAVAILABLE', name, unavailable(hashed)),
  })
  if (busy !== undefined) fail('TEMPORARILY_UNAVAILABLE', unavailable({ result: busy }))
}
