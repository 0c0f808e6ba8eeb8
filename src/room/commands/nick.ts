import { fold } from '../../protocol/casemap.ts'
import { ownerOf } from '../accounts.ts'
import type { Aside } from '../aside.ts'
import { findNick } from '../channels.ts'
import type { Act } from '../context.ts'
import { claimNick, freeNick, refuseNick } from '../nicks.ts'
import { tellGone, tellHere } from '../notify.ts'
import { replace } from '../replace.ts'
import type { Peer } from '../peer.ts'
import type { Room } from '../room.ts'
import { remember } from '../whowas.ts'

/** NICK before registration: only checked; the register entry claims it. */
export function firstNick(aside: Aside): void {
  const { room, peer } = aside
  const nick = aside.params[0] ?? ''
  const refusal = refuseNick(room, nick, peer)
  if (refusal !== undefined && !mayLogIn(room, peer, nick)) return aside.reply(refusal)
  peer.nick = nick
}

/** Clients say NICK before they log in: while they may, whose the nick of an account is remains to be seen. */
function mayLogIn(room: Room, { negotiating }: Peer, nick: string): boolean {
  if (!negotiating) return false
  return ownerOf(room, nick) !== undefined || findNick(room, nick)?.account !== undefined
}

/** NICK of a member: RFC 2812 §3.1.2. */
export function nick(act: Act): void {
  const { room, me } = act
  const nick = act.params[0] ?? ''
  const refusal = refuseNick(room, nick, me)
  if (refusal !== undefined) return act.reply(refusal)
  if (nick === me.nick) return
  replace(act, nick, me.account)
  act.say(
    { command: 'NICK', params: [nick] },
    { channels: [...me.channels], also: me.channels.size > 0 ? [] : [me.id] },
  )
  const before = me.nick
  // In another case it is the same nick, and nobody has come or gone.
  const isSame = fold(nick) === fold(before)
  if (!isSame) remember(room, me)
  freeNick(room, me)
  me.nick = nick
  claimNick(room, me)
  act.outcome({ type: 'renamed', member: me.id, nick })
  if (isSame) return
  tellGone(act, before)
  tellHere(act)
}
