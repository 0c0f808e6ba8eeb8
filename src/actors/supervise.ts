import { createActor } from 'xstate'
import type { LastWords } from '../delivery/delivery.ts'
import type { Link } from '../protocol/link.ts'
import { fromWire } from '../protocol/wire.ts'
import { createPeer } from '../room/peer.ts'
import type { Room } from '../room/room.ts'
import { type ConnectionEvent, connectionMachine } from './connection.ts'
import { hostOf } from './host.ts'
import { Inbox } from './inbox.ts'
import { hangUp, lastWords } from './last-words.ts'
import { Port } from './port.ts'
import type { RoomState, Slot } from './state.ts'

/** How xstate tells a parent that a child has ended, by itself or by a throw. */
export type Ending =
  | {
      readonly type: `xstate.done.actor.${string}`
      readonly actorId: string
      readonly output: { readonly reason: string }
    }
  | { readonly type: `xstate.error.actor.${string}`; readonly actorId: string; readonly error: unknown }

/** Makes a connection of a link, and sees to it that those who do not register stay few. */
export function open(state: RoomState, link: Link): void {
  const { input, delivery, slots, strangers, self, closing } = state
  const { address, port, transport, certificate } = link.remote
  if (closing !== undefined) {
    input.note('conn.refused', { address, port, reason: fromWire(closing) })
    return hangUp(link, { ...lastWords(link, closing, input.facts.limits), cause: 'restart' })
  }
  const id = ++state.lastId
  const { limits } = input.facts
  const note = input.noteFor({ conn: id, address, port })
  const isSecure = transport === 'tls' || transport === 'wss'
  const hosts = { host: input.cloak(address), address: hostOf(address) }
  const peer = createPeer(id, hosts, isSecure ? { certificate } : undefined)
  const inbox = new Inbox(limits, input.steadyMs())
  const actor = createActor(connectionMachine, {
    parent: self,
    id: `c${id}`,
    input: { peer, inbox, link, port: new Port(state, id, note) },
  })
  // One entry may end a connection, and the next be its own: it is over before it is reaped.
  const ref: Slot['ref'] = {
    send: (event) => {
      if (actor.getSnapshot().status === 'active') actor.send(event)
    },
  }
  const slot: Slot = { id, ref, link, peer, inbox, note, openedMs: inbox.seenMs, pingedMs: 0 }
  slots.set(id, slot)
  strangers.set(id, slot)
  delivery.attach(id, link)
  note('conn.opened', { transport })
  actor.start()
  // A link outlives its connection, to say what is left; nothing of that is anybody's.
  const tell = (event: ConnectionEvent): void => {
    if (slots.has(id)) ref.send(event)
  }
  link.start({
    input: (inputs) => tell({ type: 'input', inputs }),
    closed: (reason) => tell({ type: 'closed', reason }),
  })
  if (strangers.size > Math.max(1, Math.floor(input.maxConnections * limits.unregisteredShare))) {
    const [oldest] = strangers.values()
    oldest?.ref.send({ type: 'expired', reason: 'Too many unregistered connections' })
  }
}

/** The one way in which a connection ends, however it ended. */
export function reap(state: RoomState, ending: Ending): void {
  const slot = state.slots.get(Number(ending.actorId.slice(1)))
  if (slot === undefined) return
  const hasCrashed = 'error' in ending
  const reason = hasCrashed ? 'Internal error' : ending.output.reason
  if (hasCrashed) slot.note('conn.crashed', { err: ending.error })
  // A claim that is still on its way would make a member of somebody who is gone; the leave follows it.
  const isKnown = state.room.members.has(slot.id) || slot.inbox.inFlight > 0
  forget(state, slot, reason)
  if (isKnown) {
    state.sequencer.append([{ type: 'leave', by: slot.id, atMs: state.input.nowMs(), reason }])
  }
}

/** Ends every link of a room that has failed: nothing of it is used any more that could fail again. */
export function abandonAll({ slots, input, room }: RoomState): void {
  for (const slot of slots.values()) {
    hangUp(slot.link, lastWords(slot.link, 'Internal error', input.facts.limits))
    noteLeft(slot, 'Internal error', room, input.steadyMs())
  }
  slots.clear()
}

/** Ends the link of a connection, and knows nothing of it from here on; what it is to the room is another matter. */
export function forget(state: RoomState, slot: Slot, reason: string): void {
  const { id, link, peer } = slot
  const said = lastWords(link, reason, state.input.facts.limits)
  const last: LastWords = state.closing === undefined ? said : { ...said, cause: 'restart' }
  state.delivery.detach(id, last, peer.farewellLabel)
  state.slots.delete(id)
  state.strangers.delete(id)
  state.sleepers.delete(id)
  noteLeft(slot, reason, state.room, state.input.steadyMs())
  state.tally.countLeft(reason, state.closing !== undefined)
}

function noteLeft(
  { id, link, inbox, note, openedMs }: Slot,
  reason: string,
  room: Room,
  steadyMs: number,
): void {
  const nick = room.members.get(id)?.nick
  note('conn.left', {
    ...(nick === undefined ? {} : { nick: fromWire(nick) }),
    // Own words of a member are not the log's.
    reason: /^(Quit|Killed)\b/.exec(reason)?.[0] ?? fromWire(reason),
    durationMs: Math.round(steadyMs - openedMs),
    bytesIn: link.bytesIn,
    bytesOut: link.bytesOut,
    ...(inbox.refused === 0 ? {} : { refused: inbox.refused }),
  })
}
