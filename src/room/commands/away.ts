import { has } from '../../protocol/caps.ts'
import { numerics } from '../../protocol/numerics.ts'
import type { Act } from '../context.ts'
import type { Aside } from '../aside.ts'
import { tellAround } from '../notify.ts'
import { type Measured, longestMask, longestNick, spaceAfter, spaceIn } from '../space.ts'

/** AWAY [text]: RFC 2812 §4.1; told to who asked for it (IRCv3 away-notify). */
export function away(act: Act): void {
  const { me, params } = act
  const text = params[0] ?? ''
  if (text.length > longestAway(act.room, me.user)) return act.reply(numerics.ERR_INPUTTOOLONG())
  const next = text === '' ? undefined : text
  const changed = next !== me.away
  me.away = next
  act.reply(next === undefined ? numerics.RPL_UNAWAY() : numerics.RPL_NOWAWAY())
  if (changed) tellAround(act, { command: 'AWAY', params: next === undefined ? [] : [next] }, 'others')
}

/** AWAY before registration, for who has asked for that (IRCv3 pre-away). What it is called is not known yet. */
export function preAway(aside: Aside): void {
  const { peer, room, params } = aside
  if (!has(peer.caps, 'draft/pre-away')) return aside.reply(numerics.ERR_NOTREGISTERED())
  const text = params[0] ?? ''
  if (text.length > longestAway(room)) return aside.reply(numerics.ERR_INPUTTOOLONG())
  peer.away = text === '' ? undefined : text
  aside.reply(peer.away === undefined ? numerics.RPL_UNAWAY() : numerics.RPL_NOWAWAY())
}

/**
 * How many bytes an away text may have, of this user or any. It is told again later, by 301 and at each join, whatever
 * the nicks and its host are then.
 */
export function longestAway(room: Measured, user?: string): number {
  const { limits } = room.facts
  const nick = longestNick(limits)
  const asAway = spaceAfter(room, longestMask(limits, user), 'AWAY')
  return Math.min(limits.awayBytes, asAway, spaceIn(room, numerics.RPL_AWAY(nick, ''), nick))
}
