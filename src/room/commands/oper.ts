import { numerics } from '../../protocol/numerics.ts'
import type { Act } from '../context.ts'
import { noted } from '../noted.ts'
import { setUserMode } from '../user-modes.ts'

/** OPER name password: RFC 2812 §3.1.4. Whether the two are right comes with the entry. */
export function oper(act: Act): void {
  const { room, me, vouched } = act
  if (vouched === undefined) return act.reply(numerics.ERR_NOOPERHOST())
  if (!vouched) return act.reply(numerics.ERR_PASSWDMISMATCH())
  act.reply(numerics.RPL_YOUREOPER())
  if (!setUserMode(room, me, 'o', true)) return
  act.say({ command: 'MODE', params: [me.nick, '+o'] }, { also: [me.id] })
  act.outcome(noted(me, 'oper.granted'))
}
