import { clientTags } from '../../protocol/client-tags.ts'
import type { Act } from '../context.ts'
import { answering, sendAll } from './send.ts'

/** TAGMSG target{,target}: tags without text, sent as PRIVMSG is, to who has message-tags (IRCv3 message-tags). */
export function tagmsg(act: Act): void {
  const content = { command: 'TAGMSG', params: [], tags: clientTags(act.message) }
  sendAll(act, content, answering(act))
}
