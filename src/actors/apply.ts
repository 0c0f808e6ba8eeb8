import { fold } from '../protocol/casemap.ts'
import { labelOf } from '../protocol/label.ts'
import { fromWire } from '../protocol/wire.ts'
import type { Entry } from '../room/entry.ts'
import { type Noted, type Outcome, isNewMessage } from '../room/outcome.ts'
import { run } from '../room/run.ts'
import { announceOffer } from './offer.ts'
import { settleRule } from './ruling.ts'
import type { RoomState, Slot } from './state.ts'

/** Runs one entry, delivers what it brings about, then tells connections what became of them. */
export function apply(state: RoomState, entry: Entry): void {
  const { room, delivery, slots, input } = state
  const outcomes = run(room, entry)
  // Whose connection has ended meanwhile gets no answer.
  const slot = slots.get(entry.by)
  const asked = 'label' in entry ? entry.label : undefined
  const label = entry.type === 'line' ? labelOf(entry.message, input.facts.limits.labelBytes) : asked
  delivery.deliver(outcomes, slot === undefined ? undefined : { id: entry.by, label, atMs: room.timeMs })
  if (slot !== undefined && entry.type !== 'leave') slot.inbox.inFlight--
  for (const outcome of outcomes) tell(state, outcome)
  if (slot?.inbox.waiting === true && slot.inbox.inFlight === 0) {
    slot.ref.send({ type: 'caughtUp' })
  }
}

/** What an outcome is for the connection itself, beside the lines that it is sent. */
function tell(state: RoomState, outcome: Outcome): void {
  const { slots, strangers } = state
  switch (outcome.type) {
    case 'admitted':
      strangers.delete(outcome.member)
      return slots.get(outcome.member)?.ref.send({ type: 'admitted', nick: fromWire(outcome.nick) })
    case 'denied':
      return slots.get(outcome.member)?.ref.send({ type: 'denied' })
    case 'loggedIn': {
      const slot = slots.get(outcome.member)
      if (slot !== undefined) slot.peer.account = outcome.account
      return
    }
    case 'accountChanged':
      return state.input.keepAccount?.(outcome.account)
    case 'accountDropped':
      for (const { peer } of slots.values()) {
        if (peer.account !== undefined && fold(peer.account) === fold(outcome.account))
          peer.account = undefined
      }
      return state.input.dropAccount?.(outcome.account)
    case 'renamed':
      return slots.get(outcome.member)?.note('conn.renamed', { nick: fromWire(outcome.nick) })
    case 'failed':
      return slots
        .get(outcome.member)
        ?.note('command.failed', { command: outcome.command, err: outcome.error })
    case 'noted':
      return note(slots.get(outcome.member), outcome)
    case 'expelled':
      return slots.get(outcome.member)?.ref.send({ type: 'expired', reason: outcome.reason })
    case 'ruled':
      return settleRule(state, outcome.ticket, outcome.ruled)
    case 'configured':
      return announceOffer(state, outcome)
    case 'said':
      return countMessage(state, outcome)
    case 'replied':
    case 'subscribed':
    case 'unsubscribed':
  }
}

function note(slot: Slot | undefined, { event, fields, once }: Noted): void {
  if (slot === undefined || (once !== undefined && slot.peer.refusals.has(once))) return
  if (once !== undefined) slot.peer.refusals.add(once)
  slot.note(event, fields)
}

function countMessage(state: RoomState, said: Extract<Outcome, { type: 'said' }>): void {
  if (!isNewMessage(said)) return
  state.messages++
  state.input.heard?.(said.line)
  state.tally.said[said.line.command === 'NOTICE' ? 'notice' : 'privmsg']++
}
