import type { Archive, History, Kept } from './history.ts'
import { nonceTag } from '../../protocol/client-tags.ts'
import { reweigh } from './history.ts'
import { at } from './select.ts'

/** Verbs of which a line can be redacted (IRCv3 message-redaction, "Command"). */
const redactable: ReadonlySet<string> = new Set(['PRIVMSG', 'NOTICE', 'TAGMSG'])

/** What was said and can be redacted, by its number; nothing for what was redacted already. */
export function findRedactable(history: History, seq: number): Kept | undefined {
  const kept = at(history.messages, seq) ?? at(history.events, seq)
  return kept !== undefined && !kept.isRedacted && redactable.has(kept.line.command) ? kept : undefined
}

/**
 * Forgets what was said, and keeps its place, so that who reads on from there still can, and its nonce, so that it is
 * not said again.
 */
export function redactKept(archive: Archive, kept: Kept): void {
  const { line, isMessage } = kept
  const [target = ''] = line.params
  const nonce = isMessage ? line.tags?.get(nonceTag) : undefined
  kept.line = {
    ...line,
    tags: nonce === undefined ? undefined : new Map([[nonceTag, nonce]]),
    params: [target],
    parts: undefined,
  }
  kept.isRedacted = true
  reweigh(archive, kept)
}
