import { isoTime } from '../../protocol/time.ts'
import type { Act } from '../context.ts'
import type { OutLine } from '../outcome.ts'
import type { Channel } from '../room.ts'
import { select } from './select.ts'

/**
 * The latest messages of a channel for who has just joined it and does not hold draft/chathistory, which asks by
 * itself (IRCv3 chathistory: nothing is played back to its holders). Not for bots, which would answer.
 */
export function replay(act: Act, { name, history }: Channel): void {
  const { historyReplayed: limit, historyAnswerBytes } = act.room.facts.limits
  if (limit === 0 || act.me.modes.has('B')) return
  const lines = select(history, { limit, from: 'newest' }, false, historyAnswerBytes).map(({ line }) => line)
  const [first] = lines
  if (first === undefined) return
  act.outcome({ type: 'replied', to: act.me.id, line: heading(act, name, lines.length, first.atMs) })
  act.replyBatch('chathistory', [name], lines, { unless: ['draft/chathistory'] })
}

/** Who is not told when a line was said would take it as said now. */
function heading({ room, atMs }: Act, name: string, count: number, sinceMs: number): OutLine {
  const text = `Said before you came, since ${isoTime(sinceMs)} (${count}):`
  const unless = ['server-time', 'draft/chathistory'] as const
  return { source: room.facts.server, command: 'NOTICE', params: [name, text], atMs, unless }
}
