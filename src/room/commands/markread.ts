import { isChannelName, isNick, looksLikeChannel } from '../../protocol/names.ts'
import { isoTime, parseIsoTime } from '../../protocol/time.ts'
import type { Act, ReplyForm } from '../context.ts'
import { markRead, readAt } from '../read-markers.ts'
import type { Member, Room } from '../room.ts'
import { sessionsOf } from '../sessions.ts'

/**
 * MARKREAD target [timestamp=…]: IRCv3 read-marker. Without a time it is asked for. A time of the future counts as now;
 * one that is not later changes nothing, and is answered by what is known.
 */
export function markread(act: Act): void {
  const { room, me, params, atMs } = act
  const [target = '', time] = params
  if (target === '') return act.fail('NEED_MORE_PARAMS', [], 'Missing parameters')
  if (!isTarget(room, target)) return act.fail('INVALID_PARAMS', [target], 'Invalid parameters')
  if (time === undefined) return tellMarker(act, me, target)
  const readMs = time.startsWith('timestamp=') ? parseIsoTime(time.slice('timestamp='.length)) : undefined
  if (readMs === undefined) return act.fail('INVALID_PARAMS', [target, time], 'Invalid parameters')

  const isLater = markRead(room, me, target, Math.min(readMs, atMs))
  for (const member of isLater ? sessionsOf(room, me) : [me]) tellMarker(act, member, target)
}

/** How far the member has read there, `*` where that is not known; of the capability's holders alone. */
export function tellMarker(act: Act, member: Member, target: string, form?: ReplyForm): void {
  const { room, atMs } = act
  const readMs = readAt(room, member, target)
  const time = readMs === undefined ? '*' : `timestamp=${isoTime(readMs)}`
  const line = { source: room.facts.server, command: 'MARKREAD', params: [target, time], atMs, ...form }
  act.outcome({ type: 'replied', to: member.id, line })
}

function isTarget({ facts: { limits } }: Room, target: string): boolean {
  return looksLikeChannel(target) ? isChannelName(target, limits) : isNick(target, limits)
}
