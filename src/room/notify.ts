import type { Message } from '../protocol/message.ts'
import { numerics } from '../protocol/numerics.ts'
import type { Act } from './context.ts'
import { type MemberId, shareChannel } from './room.ts'
import { maskOf } from './mask-of.ts'
import { watchersOf } from './watchers.ts'

/**
 * Something about this member is different: one line to all who share a channel with it, and to those who watch its
 * nick from elsewhere, if they asked for that (IRCv3 extended-monitor). To each once; a verb that is a capability's
 * stays so. `self`: whether the member itself is told as well.
 */
export function tellAround(
  act: Act,
  line: Pick<Message, 'command' | 'params'>,
  self: 'self' | 'others',
): void {
  const { me } = act
  const channels = [...me.channels]
  const watchers = strangersWatching(act)
  let msgid: string | undefined
  if (channels.length > 0) msgid = act.say(line, { channels, except: self === 'self' ? [] : [me.id] })
  else if (self === 'self') msgid = act.say(line, { also: [me.id] })
  if (watchers.length > 0) act.say({ ...line, msgid, needs: 'extended-monitor' }, { also: watchers })
}

/** Those who watch the member's nick and would not hear of it in a channel. */
function strangersWatching({ room, me }: Act): MemberId[] {
  const strangers = watchersOf(room, me.nick).filter((watcher) => !shareChannel(me, watcher))
  return strangers.map(({ id }) => id)
}

/**
 * The member has its nick now: 730 to those who watch it (IRCv3 monitor), and after it that it is away already, if they
 * asked for that and do not know (extended-monitor, pre-away).
 */
export function tellHere(act: Act): void {
  for (const watcher of watchersOf(act.room, act.me.nick)) {
    act.tell(watcher, numerics.RPL_MONONLINE(maskOf(act.me)))
  }
  const { away } = act.me
  const strangers = away === undefined ? [] : strangersWatching(act)
  if (away !== undefined && strangers.length > 0) {
    act.say({ command: 'AWAY', params: [away], needs: 'extended-monitor' }, { also: strangers })
  }
}

/** Nobody has this nick any more: 731 to those who watch it. */
export function tellGone(act: Act, nick: string): void {
  for (const watcher of watchersOf(act.room, nick)) act.tell(watcher, numerics.RPL_MONOFFLINE(nick))
}
