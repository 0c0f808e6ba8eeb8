import { fold } from '../../protocol/casemap.ts'
import { numerics } from '../../protocol/numerics.ts'
import { findNick } from '../channels.ts'
import type { Act } from '../context.ts'
import { expel, fitsKill } from '../expel.ts'
import { noted } from '../noted.ts'
import { maskOf } from '../mask-of.ts'

/**
 * KILL nick reason: RFC 2812 §3.7.1. Ends a connection: its member is told by whom and why, and then, by a QUIT, that it
 * leaves, as is who shared a channel with it (Modern IRC, "KILL message").
 */
export function kill(act: Act): void {
  const { room, me, params } = act
  const [nick = '', reason = ''] = params
  const { server } = room.facts
  if (reason === '') return act.reply(numerics.ERR_NEEDMOREPARAMS('KILL'))
  if (fold(nick) === fold(server)) return act.reply(numerics.ERR_CANTKILLSERVER())
  const target = findNick(room, nick)
  if (target === undefined) return act.reply(numerics.ERR_NOSUCHNICK(nick))
  const killer = { name: me.nick, source: maskOf(me) }
  if (!fitsKill(room, killer, target, reason)) return act.reply(numerics.ERR_INPUTTOOLONG())

  act.outcome(noted(me, 'oper.used', { command: 'KILL', target: target.nick }))
  expel(act, killer, target, reason)
}
