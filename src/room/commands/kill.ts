import { fold } from '../../protocol/casemap.ts'
import { numerics } from '../../protocol/numerics.ts'
import { findNick } from '../channels.ts'
import type { Act } from '../context.ts'
import { noted } from '../noted.ts'
import { maskOf } from '../room.ts'
import { longestNick, spaceAfter } from '../space.ts'

/**
 * KILL nick reason: RFC 2812 §3.7.1. Ends a connection: its member is told by whom and why, and then, by a QUIT, that it
 * leaves, as is who shared a channel with it (Modern IRC, "KILL message").
 */
export function kill(act: Act): void {
  const { room, me, params } = act
  const [nick = '', reason = ''] = params
  const { server, limits } = room.facts
  if (reason === '') return act.reply(numerics.ERR_NEEDMOREPARAMS('KILL'))
  if (fold(nick) === fold(server)) return act.reply(numerics.ERR_CANTKILLSERVER())
  const target = findNick(room, nick)
  if (target === undefined) return act.reply(numerics.ERR_NOSUCHNICK(nick))
  const farewell = `Killed (${me.nick} (${reason}))`
  const space = spaceAfter(room, maskOf(me), 'KILL', longestNick(limits))
  const isTold = farewell.length <= spaceAfter(room, maskOf(target), 'QUIT')
  if (reason.length > Math.min(limits.kickBytes, space) || !isTold) {
    return act.reply(numerics.ERR_INPUTTOOLONG())
  }

  act.say({ command: 'KILL', params: [target.nick, reason] }, { also: [target.id] })
  // Its leave comes when its connection is gone, too late to be told of it.
  act.as(target).say({ command: 'QUIT', params: [farewell] }, { also: [target.id] })
  act.outcome(noted(me, 'oper.used', { command: 'KILL', target: target.nick }))
  act.outcome({ type: 'expelled', member: target.id, reason: farewell })
}
