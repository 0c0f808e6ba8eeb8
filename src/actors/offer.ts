import { type CapSet, has } from '../protocol/caps.ts'
import { capLines, offerWords } from '../room/commands/cap-lines.ts'
import { hideable } from '../room/offer.ts'
import type { Outcome } from '../room/outcome.ts'
import { nickOf, setPeerCaps } from '../room/peer.ts'
import type { RoomState, Slot } from './state.ts'

/**
 * Other capabilities are offered than before: all holders of cap-notify are told, and from all connections what is
 * hidden is taken, after the line that says so (capability-negotiation, "The CAP DEL subcommand").
 */
export function announceOffer(
  state: RoomState,
  { hidden, shown }: Extract<Outcome, { type: 'configured' }>,
): void {
  const removed = hideable(hidden)
  const added = hideable(shown)
  for (const slot of state.slots.values()) {
    const { id, peer } = slot
    if (removed !== 0) notify(state, slot, 'DEL', removed)
    setPeerCaps(peer, peer.caps & ~removed)
    state.delivery.setCaps(id, peer.caps)
    if (added !== 0) notify(state, slot, 'NEW', added)
  }
}

function notify(
  { room, delivery }: RoomState,
  { id, peer }: Slot,
  subcommand: 'DEL' | 'NEW',
  set: CapSet,
): void {
  if (!has(peer.caps, 'cap-notify')) return
  const words = offerWords(room, peer, set, subcommand === 'NEW' ? peer.capVersion : 0)
  const nick = nickOf(peer, room)
  delivery.deliver(
    capLines(room, peer, subcommand, words, 'repeated').map((params) => ({
      type: 'replied',
      to: id,
      line: { source: room.facts.server, command: 'CAP', params, atMs: room.timeMs, nick },
    })),
  )
}
