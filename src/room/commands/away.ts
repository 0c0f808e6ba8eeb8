import { numerics } from '../../protocol/numerics.ts'
import type { Act } from '../context.ts'
import { tellAround } from '../notify.ts'
import { longestNick, spaceAfter } from '../space.ts'

/** AWAY [text]: RFC 2812 §4.1; told to who asked for it (IRCv3 away-notify). */
export function away(act: Act): void {
  const { me, params } = act
  const text = params[0] ?? ''
  if (text.length > longestAway(act)) return act.reply(numerics.ERR_INPUTTOOLONG())
  const next = text === '' ? undefined : text
  const changed = next !== me.away
  me.away = next
  act.reply(next === undefined ? numerics.RPL_UNAWAY() : numerics.RPL_NOWAWAY())
  if (changed) tellAround(act, { command: 'AWAY', params: next === undefined ? [] : [next] }, 'others')
}

/** It is told again later, by 301 and at each join, whatever the nicks are then. */
function longestAway({ room, me }: Act): number {
  const { server, limits } = room.facts
  const nick = longestNick(limits)
  const asAway = spaceAfter(room, `${nick}!${me.user}@${me.host}`, 'AWAY')
  return Math.min(limits.awayBytes, asAway, spaceAfter(room, server, '301', nick, nick))
}
