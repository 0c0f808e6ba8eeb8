import { has } from '../protocol/caps.ts'
import { withoutClientTags } from '../protocol/client-tags.ts'
import type { Input } from '../protocol/lines.ts'
import { type Command, type MemberVerb } from '../room/commands/command.ts'
import { type Refusal, check, isRefusal } from '../room/commands/check.ts'
import type { Entry, LineEntry } from '../room/entry.ts'
import { isComplete } from '../room/peer.ts'
import { answer } from './answer.ts'
import type { ConnectionContext } from './connection.ts'
import { vouch } from './vouch.ts'

type EntryVerb = Extract<MemberVerb, { on: 'entry' }>

/**
 * Hands on what the inbox holds, in order, as far as the state, the tokens and the connection's own entries allow.
 * An entry may follow another one into the sequencer; everything else waits until all own entries have run, so that
 * no answer overtakes what was asked before. Stops where the state has to change first, and while the peer has more to
 * take than an outbox may hold softly: one packet can ask for a thousand times its weight. A line already begun is
 * answered whole.
 */
export function drain(context: ConnectionContext, registered: boolean): void {
  const { inbox, peer, port } = context
  if (inbox.isEmpty) return
  const atMs = port.nowMs()
  const steadyMs = port.steadyMs()
  const entries: Entry[] = []
  inbox.waiting = false
  for (let input = inbox.peek(); input !== undefined; input = inbox.peek()) {
    const checked = check(input, registered, peer.caps)
    const verb: MemberVerb | undefined = registered && !isRefusal(checked) ? checked.member : undefined
    if (verb?.on !== 'entry') {
      submit(context, entries)
      if (inbox.inFlight > 0) {
        inbox.waiting = true
        break
      }
    }
    const isBehind = port.unsentBytes() > port.limits.outboxSoftBytes
    if (isBehind || !inbox.spend(costOf(checked, input), steadyMs)) {
      port.wakeLater()
      break
    }
    inbox.shift()
    if (!isRefusal(checked)) port.countUse(input.command)
    if (verb?.on === 'entry') entries.push(entryOf(context, input, verb, atMs))
    else answer(context, input, checked, atMs)
    if (peer.farewell !== undefined) inbox.clear()
    else if (!registered && isComplete(peer)) break
  }
  submit(context, entries)
}

function entryOf(context: ConnectionContext, input: Input, { isSecret }: EntryVerb, atMs: number): LineEntry {
  const { id: by, caps } = context.peer
  const message = has(caps, 'message-tags') ? input : withoutClientTags(input)
  if (isSecret !== true) return { type: 'line', by, atMs, message }
  return {
    type: 'line',
    by,
    atMs,
    message: { ...message, params: [] },
    vouched: vouch(context, input.params),
  }
}

/** Tokens that a line takes; a list is as many requests as it has names. */
function costOf(checked: Command | Refusal, { params }: Input): number {
  if (isRefusal(checked)) return 1
  return checked.isListed === true ? checked.cost * (params[0] ?? '').split(',').length : checked.cost
}

function submit({ inbox, port }: ConnectionContext, entries: Entry[]): void {
  if (entries.length === 0) return
  inbox.inFlight += entries.length
  port.append(entries.splice(0))
}
