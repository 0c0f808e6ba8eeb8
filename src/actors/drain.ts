import { has } from '../protocol/caps.ts'
import { withoutClientTags } from '../protocol/client-tags.ts'
import { labelOf } from '../protocol/label.ts'
import type { Input } from '../protocol/lines.ts'
import type { Message } from '../protocol/message.ts'
import { type BatchStep, batchStep, takeStep } from '../room/batch-step.ts'
import { type Command, type MemberVerb } from '../room/commands/command.ts'
import { type Refusal, check, isRefusal } from '../room/commands/check.ts'
import type { Entry, LineEntry } from '../room/entry.ts'
import { type Peer, isComplete } from '../room/peer.ts'
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
    if (inbox.held > 0) {
      inbox.waiting = true
      break
    }
    const checked = check(input, registered, peer.caps)
    const step = registered ? batchStep(peer, input, checked, port.limits) : undefined
    const verb: MemberVerb | undefined = registered && !isRefusal(checked) ? checked.member : undefined
    const needsAnswer = step === undefined ? verb?.on !== 'entry' : isAnswered(step, input)
    if (needsAnswer) {
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
    if (step !== undefined) batched(context, input, step, atMs, entries)
    else if (verb?.on === 'entry') entries.push(entryOf(context, input, verb, atMs))
    else answer(context, input, checked, atMs)
    if (peer.farewell !== undefined) inbox.clear()
    else if (!registered && isComplete(peer)) break
  }
  submit(context, entries)
}

/** A line of a batch is answered where it is refused, or has a label of its own. */
function isAnswered({ type }: BatchStep, { tags }: Input): boolean {
  return type === 'refused' || tags?.has('label') === true
}

/** What is said in a batch is an entry when the batch has ended. */
function batched(
  context: ConnectionContext,
  input: Input,
  step: BatchStep,
  atMs: number,
  entries: Entry[],
): void {
  const { peer, port } = context
  takeStep(peer, step, input)
  if (step.type === 'refused') answer(context, input, step.refusal, atMs, step.tags)
  if (step.type !== 'refused' || step.tags !== input.tags) {
    // The batch is answered under the label that it opened with; whatever else has one is answered, too: by an ACK.
    const label = labelOf(input, port.limits.labelBytes)
    port.deliver([], { id: peer.id, label, atMs: Math.max(atMs, port.room.timeMs) })
  }
  if (step.type === 'ended' && step.said !== undefined) {
    const { message, parts } = step.said
    entries.push({ type: 'line', by: peer.id, atMs, message: allowed(peer, message), parts })
  }
}

/** Client-only tags are for who has asked for message-tags. */
function allowed({ caps }: Peer, message: Message): Message {
  return has(caps, 'message-tags') ? message : withoutClientTags(message)
}

function entryOf(context: ConnectionContext, input: Input, { isSecret }: EntryVerb, atMs: number): LineEntry {
  const { id: by } = context.peer
  const message = allowed(context.peer, input)
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
