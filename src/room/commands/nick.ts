import { fold } from '../../protocol/casemap.ts'
import type { Act } from '../context.ts'
import { tellGone, tellHere } from '../notify.ts'
import type { Aside } from '../aside.ts'
import { claimNick, freeNick, refuseNick } from '../nicks.ts'
import { remember } from '../whowas.ts'

/** NICK before registration: only checked; the register entry claims it. */
export function firstNick(aside: Aside): void {
  const nick = aside.params[0] ?? ''
  const refusal = refuseNick(aside.room, nick, aside.peer.id)
  if (refusal !== undefined) return aside.reply(refusal)
  aside.peer.nick = nick
}

/** NICK of a member: RFC 2812 §3.1.2. */
export function nick(act: Act): void {
  const { room, me } = act
  const nick = act.params[0] ?? ''
  const refusal = refuseNick(room, nick, me.id)
  if (refusal !== undefined) return act.reply(refusal)
  if (nick === me.nick) return
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
