import { looksLikeChannel } from '../../protocol/names.ts'
import { findChannel, findNick } from '../channels.ts'
import type { Look } from '../context.ts'
import type { Channel, Member } from '../room.ts'
import { type History, createHistory } from './history.ts'
import { pairOf } from './pairs.ts'

/** A channel, or the conversation with somebody, who may not be here. */
interface Source {
  /** As it is spelt there. */
  readonly name: string
  readonly history: History
  readonly channel?: Channel
  readonly member?: Member | undefined
}

/** What a target remembers, and its name as it is spelt there; nothing where there is nothing that one may read. */
export function sourceOf({ room, me }: Pick<Look, 'room' | 'me'>, target: string): Source | undefined {
  if (looksLikeChannel(target)) {
    const channel = findChannel(room, target)
    return channel?.members.has(me.id) === true
      ? { name: channel.name, history: channel.history, channel }
      : undefined
  }
  if (me.account === undefined) return undefined
  const member = findNick(room, target)
  const history = pairOf(room.archive, me.account, member?.account ?? target)
  // Without an account it only has the nick of the other one.
  const other = member?.account === undefined ? undefined : member
  if (history !== undefined) return { name: member?.nick ?? target, history, member: other }
  // They have said nothing yet, and could: that is known.
  return other && { name: other.nick, history: createHistory(0), member: other }
}
