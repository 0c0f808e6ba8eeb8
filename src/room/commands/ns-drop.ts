import { fold } from '../../protocol/casemap.ts'
import { contextWord } from '../../protocol/numerics.ts'
import { saslprep } from '../../protocol/saslprep.ts'
import { findAccount } from '../accounts.ts'
import type { Aside } from '../aside.ts'
import type { DropEntry } from '../entry.ts'
import { accountOfPeer, calledOf } from '../peer.ts'
import { noteRefusalBeside, noteUseBeside } from '../rights.ts'
import type { Hashed } from '../surroundings.ts'
import { unavailable } from './later.ts'

/**
 * NS DROP account [password]: ends an account. Its owner is asked for the password, so that nobody ends it at a keyboard
 * that was left alone; an operator of the room is not, for whoever has forgotten it.
 */
export function nsDrop(aside: Aside): void {
  const { peer, room, params, around } = aside
  const [, name = '', password = ''] = params
  const fail = (code: string, text: string, ...context: string[]): void =>
    aside.send('FAIL', 'NS', code, ...context.map(contextWord), text)
  const isOperator = room.members.get(peer.id)?.modes.has('o') === true
  const own = accountOfPeer(peer, room)
  const isOwn = own !== undefined && fold(own) === fold(name)
  const account = findAccount(room, name)
  const entry: DropEntry = {
    type: 'drop',
    by: peer.id,
    atMs: aside.atMs,
    account: name,
    called: calledOf(peer, room),
  }
  if (isOperator && !(isOwn && password !== '')) {
    if (account === undefined) return fail('ACCOUNT_UNKNOWN', 'There is no such account', name)
    noteUseBeside(aside, account.name)
    return around.enter(entry)
  }
  if (!isOwn) noteRefusalBeside(aside)
  if (own === undefined) return fail('NOT_LOGGED_IN', 'Log in first, by SASL')
  if (!isOwn || account === undefined)
    return fail('NOT_YOURS', `Your account is ${own}: NS DROP ${own} password`, name)
  if (password === '')
    return fail('NEED_PASSWORD', `With the password, if you mean it: NS DROP ${own} password`)
  const check = { account: fold(own), password: saslprep(password) ?? '', verifier: account.verifiers.scrypt }
  const busy = around.hash({
    check,
    done: (hashed, atMs) =>
      hashed.result === 'right' ? { ...entry, atMs } : (later) => refuse(later, own, hashed),
  })
  if (busy !== undefined) refuse(aside, own, { result: busy })
}

function refuse(aside: Aside, account: string, hashed: Hashed): void {
  if (hashed.result !== 'wrong') {
    return aside.send('FAIL', 'NS', 'TEMPORARILY_UNAVAILABLE', unavailable(hashed))
  }
  aside.around.note('account.refused', { why: 'wrong', account })
  aside.send('FAIL', 'NS', 'WRONG_PASSWORD', 'The password is wrong; nothing is changed')
}
