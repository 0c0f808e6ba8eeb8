import type { Act } from '../context.ts'
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
  if (lines.length > 0) act.replyBatch('chathistory', [name], lines, { unless: ['draft/chathistory'] })
}
