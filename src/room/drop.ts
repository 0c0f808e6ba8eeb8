import { fold } from '../protocol/casemap.ts'
import { setLogin } from './account.ts'
import { findAccount, removeAccount } from './accounts.ts'
import { Answers } from './answers.ts'
import type { DropEntry } from './entry.ts'
import { forgetAll } from './history/history.ts'
import { pairsOf } from './history/pairs.ts'
import { forgetOps } from './kept-ops.ts'
import { notedOf } from './noted.ts'
import type { Outcome } from './outcome.ts'
import type { Room } from './room.ts'
import { forgetSeats } from './takeover.ts'

/**
 * There is no such account any more: its nick is anybody's, and who is logged in to it is a member on. Whoever makes one
 * of the same name later is somebody else, and finds neither its ranks nor what was said to it.
 */
export function drop(room: Room, entry: DropEntry): readonly Outcome[] {
  const { by, account: asked, called } = entry
  const answers = new Answers(room, entry, called)
  const account = findAccount(room, asked)
  if (account === undefined) {
    answers.say('FAIL', ['NS', 'ACCOUNT_UNKNOWN', asked], 'There is no such account')
    return answers.outcomes
  }
  const { name } = account
  removeAccount(room, account)
  forgetOps(room, name)
  forgetSeats(room, name)
  room.readMarkers.delete(fold(name))
  for (const history of pairsOf(room.archive, name).values()) forgetAll(room.archive, history)
  answers.outcomes.push({ type: 'accountDropped', account: name })
  for (const id of [...(room.sessions.get(fold(name)) ?? [])].sort((a, b) => a - b)) {
    setLogin(answers, id, undefined)
  }
  answers.say('NOTE', ['NS', 'DROPPED', name], `The account ${name} is no more; its nick is anybody's`)
  answers.outcomes.push(notedOf(by, 'account.dropped', { nick: answers.called.nick, account: name }))
  return answers.outcomes
}
