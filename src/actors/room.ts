import { type ActorRef, type Snapshot, createActor, fromTransition } from 'xstate'
import { Delivery } from '../delivery/delivery.ts'
import type { Link } from '../protocol/link.ts'
import type { Note } from '../ops/events.ts'
import type { Entry } from '../room/entry.ts'
import type { OutLine, Outcome } from '../room/outcome.ts'
import { createPeer } from '../room/peer.ts'
import { type MemberId, type Room, type RoomFacts, createRoom } from '../room/room.ts'
import { run } from '../room/run.ts'
import { hostOf } from './host.ts'
import { type ConnectionEvent, connectionMachine } from './connection.ts'
import { labelOf } from './drain.ts'
import { Inbox } from './inbox.ts'
import type { OpenSequencer, Sequencer } from './sequencer.ts'
import { type Slot, sweep } from './sweep.ts'
import { fromWire, toWire } from '../protocol/wire.ts'

/** What comes in from outside of the room: clocks, timers and the log are arguments. */
export interface RoomInput {
  readonly facts: RoomFacts
  readonly nowMs: () => number
  /** Calls back at the end of this turn of the event loop. */
  readonly defer: (callback: () => void) => void
  /** Calls back after so long. */
  readonly later: (ms: number, callback: () => void) => void
  readonly openSequencer: OpenSequencer
  /** How many connections there may be. */
  readonly maxConnections: number
  readonly note: Note
  /** A log of its own for a connection. */
  readonly noteFor: (bindings: Readonly<Record<string, unknown>>) => Note
}

export type RoomEvent =
  /** A peer that speaks IRC is there. */
  | { readonly type: 'opened'; readonly link: Link }
  /** Entries have got their place in the order. */
  | { readonly type: 'sequenced'; readonly entries: readonly Entry[] }
  | { readonly type: 'tick' }
  | { readonly type: 'wake' }
  /** All connections are told and ended; nobody is announced as leaving, as everybody is. */
  | { readonly type: 'drain'; readonly reason: string }

/** How often connections without tokens are looked at again. */
const wakeMs = 100

/** The room's state: changed in place, because a copied map would cost each connect the number of connections. */
export interface RoomState {
  readonly input: RoomInput
  readonly room: Room
  readonly delivery: Delivery
  readonly slots: Map<MemberId, Slot>
  /** Those that are no members yet, the oldest first. */
  readonly strangers: Map<MemberId, Slot>
  /** Those that wait for tokens. */
  readonly sleepers: Set<MemberId>
  sequencer: Sequencer | undefined
  lastId: MemberId
}

type Ending =
  | {
      readonly type: `xstate.done.actor.${string}`
      readonly actorId: string
      readonly output: { readonly reason: string }
    }
  | { readonly type: `xstate.error.actor.${string}`; readonly actorId: string; readonly error: unknown }

type Scope = { readonly self: ActorRef<Snapshot<unknown>, RoomEvent> }

/**
 * The room as the supervisor of its connections: it creates, watches and reaps them, runs entries and has them
 * delivered. Connections are its own map and not an xstate machine's children, which would be copied at each connect.
 */
export const roomLogic = fromTransition<
  RoomState,
  RoomEvent | Ending | { type: 'xstate.stop' },
  never,
  RoomInput
>(
  (state, event, scope) => {
    // Not at the start: an actor has no self before it runs.
    state.sequencer ??= state.input.openSequencer((entries) =>
      scope.self.send({ type: 'sequenced', entries }),
    )
    switch (event.type) {
      case 'opened':
        open(state, event.link, scope)
        break
      case 'sequenced':
        for (const entry of event.entries) settle(state, entry)
        break
      case 'tick':
        sweep(state, state.input.nowMs())
        break
      case 'wake':
        wake(state)
        break
      case 'drain':
        hangUpAll(state, event.reason)
        break
      case 'xstate.stop':
        hangUpAll(state, 'Server shutting down')
        break
      default:
        reap(state, event)
    }
    return state
  },
  ({ input }) => start(input),
)

function start(input: RoomInput): RoomState {
  const { facts, defer } = input
  return {
    input,
    room: createRoom(facts, input.nowMs()),
    delivery: new Delivery({ defer, turnBytes: facts.limits.turnBytes, server: facts.server }),
    slots: new Map(),
    strangers: new Map(),
    sleepers: new Set(),
    sequencer: undefined,
    lastId: 0,
  }
}

function open(state: RoomState, link: Link, scope: Scope): void {
  const { input, delivery, room } = state
  const id = ++state.lastId
  const { address, port, transport } = link.remote
  const note = input.noteFor({ conn: id, address, port })
  const peer = createPeer(id, hostOf(address))
  const inbox = new Inbox(input.facts.limits, input.nowMs())
  const connection = {
    peer,
    inbox,
    link,
    port: {
      room,
      limits: input.facts.limits,
      append: (entries: readonly Entry[]) => state.sequencer?.append(entries),
      deliver: delivery.deliver.bind(delivery),
      setCaps: (caps: number) => delivery.setCaps(id, caps),
      wake: () => sleep(state, id, scope.self),
      note,
    },
  }
  const ref = createActor(connectionMachine, { parent: scope.self, id: `c${id}`, input: connection })
  const slot: Slot = { id, ref, link, inbox, note, openedMs: inbox.seenMs, pingedMs: 0 }
  state.slots.set(id, slot)
  state.strangers.set(id, slot)
  delivery.attach(id, link)
  note('conn.opened', { transport })
  ref.start()
  link.start({
    input: (inputs, atMs) => ref.send({ type: 'input', inputs, atMs }),
    closed: (reason) => ref.send({ type: 'closed', reason }),
  })
  const mostStrangers = Math.max(1, Math.floor(input.maxConnections * input.facts.limits.unregisteredShare))
  if (state.strangers.size > mostStrangers) {
    const [oldest] = state.strangers.values()
    oldest?.ref.send({ type: 'expired', reason: 'Too many unregistered connections' })
  }
}

/** Runs one entry, delivers what it brings about, then tells connections what became of them. */
function settle(state: RoomState, entry: Entry): void {
  const { room, delivery, slots, input } = state
  const outcomes = run(room, entry)
  const slot = slots.get(entry.by)
  const label = entry.type === 'line' ? labelOf(entry.message, input.facts.limits.labelBytes) : undefined
  delivery.deliver(outcomes, slot === undefined ? undefined : { id: entry.by, label, atMs: room.timeMs })
  if (slot !== undefined && entry.type !== 'leave') slot.inbox.inFlight--
  for (const outcome of outcomes) tell(state, outcome)
  if (slot?.inbox.waiting === true && slot.inbox.inFlight === 0) {
    slot.ref.send({ type: 'settled', atMs: input.nowMs() })
  }
}

function tell(state: RoomState, outcome: Outcome): void {
  const atMs = state.input.nowMs()
  if (outcome.type === 'admitted') {
    state.strangers.delete(outcome.member)
    send(state, outcome.member, { type: 'admitted', nick: fromWire(outcome.nick), atMs })
  } else if (outcome.type === 'denied') send(state, outcome.member, { type: 'denied', atMs })
  else if (outcome.type === 'failed') {
    state.slots.get(outcome.member)?.note('command.failed', { command: outcome.command, err: outcome.error })
  }
}

function send(state: RoomState, id: MemberId, event: ConnectionEvent): void {
  state.slots.get(id)?.ref.send(event)
}

function sleep(state: RoomState, id: MemberId, self: Scope['self']): void {
  if (state.sleepers.size === 0) state.input.later(wakeMs, () => self.send({ type: 'wake' }))
  state.sleepers.add(id)
}

function wake(state: RoomState): void {
  const atMs = state.input.nowMs()
  const sleepers = [...state.sleepers]
  state.sleepers.clear()
  for (const id of sleepers) send(state, id, { type: 'woken', atMs })
}

/** The one way in which a connection ends, however it ended. */
function reap(state: RoomState, ending: Ending): void {
  const id = Number(ending.actorId.slice(1))
  const slot = state.slots.get(id)
  if (slot === undefined) return
  const crashed = 'error' in ending
  const reason = crashed ? 'Internal error' : ending.output.reason
  if (crashed) slot.note('conn.crashed', { err: ending.error })
  const member = state.room.members.get(id)
  const claimed = member !== undefined || slot.inbox.inFlight > 0
  forget(state, slot, reason, member?.nick)
  if (claimed) state.sequencer?.append([{ type: 'leave', by: id, atMs: state.input.nowMs(), reason }])
}

function forget(state: RoomState, slot: Slot, reason: string, nick: string | undefined): void {
  const { id, link, note, openedMs } = slot
  const { server } = state.input.facts
  const atMs = state.input.nowMs()
  const text = `Closing link: ${hostOf(link.remote.address)} (${reason})`
  const farewell: OutLine = { source: server, command: 'ERROR', params: [text], atMs }
  state.delivery.detach(id, farewell)
  state.slots.delete(id)
  state.strangers.delete(id)
  state.sleepers.delete(id)
  note('conn.left', {
    ...(nick === undefined ? {} : { nick: fromWire(nick) }),
    // Own words of a member are not the log's.
    reason: reason.startsWith('Quit') ? 'Quit' : fromWire(reason),
    durationMs: atMs - openedMs,
    bytesIn: link.bytesIn,
    bytesOut: link.bytesOut,
  })
}

function hangUpAll(state: RoomState, reason: string): void {
  for (const slot of state.slots.values()) {
    forget(state, slot, toWire(reason), state.room.members.get(slot.id)?.nick)
  }
}
