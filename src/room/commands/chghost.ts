import { numerics } from '../../protocol/numerics.ts'
import { findNick } from '../channels.ts'
import { type Act, Context } from '../context.ts'
import { noted } from '../noted.ts'
import { rehost } from '../rehost.ts'

/** What may stand in `nick!user@host`: of addresses, names and cloaks; no colon in front, which would read as a text. */
const hostForm = /^[A-Za-z0-9._/-][A-Za-z0-9._:/-]*$/

/** CHGHOST nick host: another host to be seen with, as InspIRCd's m_chghost. */
export function chghost(act: Act): void {
  const { room, me, params, message, atMs } = act
  const [nick = '', host = ''] = params
  const target = findNick(room, nick)
  if (target === undefined) return act.reply(numerics.ERR_NOSUCHNICK(nick))
  const { hostBytes } = room.facts.limits
  if (host.length > hostBytes || !hostForm.test(host)) {
    return act.fail('INVALID_HOST', [], `A host is 1 to ${hostBytes} letters, digits and . - _ : /`)
  }
  if (host === target.host) return
  const theirs = new Context(room, target, message, atMs)
  rehost(theirs, host)
  for (const outcome of theirs.outcomes) act.outcome(outcome)
  act.outcome(noted(me, 'oper.used', { command: 'CHGHOST', target: target.nick }))
}
