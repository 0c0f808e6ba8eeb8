import type { Act } from '../context.ts'
import { clientTags, sendAll } from './send.ts'

/** TAGMSG target{,target}: tags without text (IRCv3 message-tags); seen by who has message-tags. */
export function tagmsg(act: Act): void {
  const tags = clientTags(act.message)
  // What is left without a tag for others is nothing; who names nobody is told so, as with PRIVMSG.
  if (tags === undefined && act.params.length > 0) return
  sendAll(act, { command: 'TAGMSG', params: [], tags }, (numeric) => act.reply(numeric))
}
