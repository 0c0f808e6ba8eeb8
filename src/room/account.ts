import { numerics } from '../protocol/numerics.ts'
import { findAccount, putAccount } from './accounts.ts'
import { Answers } from './answers.ts'
import { refuseAccount } from './commands/account-name.ts'
import { Context } from './context.ts'
import type { AccountEntry, EnrolEntry } from './entry.ts'
import { restoreOps } from './kept-ops.ts'
import { notedOf } from './noted.ts'
import { tellAround } from './notify.ts'
import type { Outcome } from './outcome.ts'
import type { Room } from './room.ts'
import { setAccount } from './sessions.ts'

/** A connection has logged in to an account, or out of it, as what was outside of the room has found. */
export function changeAccount(room: Room, entry: AccountEntry): readonly Outcome[] {
  const { by, account, mechanism, called } = entry
  if (!room.members.has(by) && called === undefined) return []
  const answers = new Answers(room, entry, called)
  // It was dropped while the login was under way.
  if (mechanism !== undefined && account !== undefined && findAccount(room, account) === undefined) {
    answers.reply(numerics.ERR_SASLFAIL('SASL authentication failed: there is no such account any more'))
    return answers.outcomes
  }
  setLogin(answers, by, account)
  if (called === undefined) return answers.outcomes
  sayLogin(answers, account)
  if (mechanism !== undefined) answers.reply(numerics.RPL_SASLSUCCESS())
  const { nick } = answers.called
  const event = account === undefined ? 'account.logout' : 'account.login'
  answers.outcomes.push(notedOf(by, event, { nick, account, mechanism }))
  return answers.outcomes
}

/** A new account, and the login of who has it made; of two for one name the first in the order (account-registration). */
export function enrol(room: Room, entry: EnrolEntry): readonly Outcome[] {
  const { by, account: name, verifiers, called } = entry
  const answers = new Answers(room, entry, called)
  const refusal = refuseAccount(room, name, by)
  if (refusal !== undefined) {
    answers.say('FAIL', ['REGISTER', refusal.code, name], refusal.text)
    return answers.outcomes
  }
  const account = { name, verifiers, certificates: [], madeMs: room.timeMs }
  putAccount(room, account)
  answers.outcomes.push({ type: 'accountChanged', account })
  answers.say('REGISTER', ['SUCCESS', name], `The account ${name} is yours, and you are logged in`)
  setLogin(answers, by, name)
  sayLogin(answers, name)
  answers.outcomes.push(notedOf(by, 'account.registered', { nick: answers.called.nick, account: name }))
  return answers.outcomes
}

/**
 * Who is logged in to another account than before, or to none: a member is told to itself and to all around it (IRCv3
 * account-notify). The line's own tag still has the account of before (IRCv3 account-tag, the example).
 */
export function setLogin(
  { room, outcomes }: Pick<Answers, 'room' | 'outcomes'>,
  by: number,
  account: string | undefined,
): void {
  const me = room.members.get(by)
  // As its owner spelt it, whoever logs in to it.
  const name = account === undefined ? undefined : (findAccount(room, account)?.name ?? account)
  if (me === undefined) outcomes.push({ type: 'loggedIn', member: by, account: name })
  else if (me.account !== name) {
    const line = { command: 'ACCOUNT', params: [name ?? '*'] }
    const context = new Context(room, me, line, room.timeMs, undefined, outcomes)
    tellAround(context, line, 'self')
    setAccount(room, me, name)
    restoreOps(context)
  }
}

/** 900 or 901 (sasl-3.1): to who asked. */
function sayLogin(answers: Answers, account: string | undefined): void {
  const { room, called } = answers
  if (account === undefined) return answers.reply(numerics.RPL_LOGGEDOUT(called.mask))
  answers.reply(numerics.RPL_LOGGEDIN(called.mask, findAccount(room, account)?.name ?? account))
}
