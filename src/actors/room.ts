import type { TransitionActorLogic } from 'xstate'
import { Delivery } from '../delivery/delivery.ts'
import { putAccount } from '../room/accounts.ts'
import { type Room, createRoom } from '../room/room.ts'
import { Gate } from './gate.ts'
import { hangUpAll, hangUpStep } from './closing.ts'
import { endHash } from './hashed.ts'
import { endRehash } from './rehash.ts'
import { bequeath, sequenced } from './bequest.ts'
import { rule } from './ruling.ts'
import { wake } from './sleepers.ts'
import type { RoomEvent, RoomInput, RoomRef, RoomState } from './state.ts'
import { type Ending, abandonAll, open, reap } from './supervise.ts'
import { sweep } from './sweep.ts'
import { Tally } from './tally.ts'
import { Tries } from './tries.ts'

type Event = RoomEvent | Ending | { readonly type: 'xstate.stop' }

/**
 * The room as the supervisor of its connections: it creates, watches and reaps them, runs entries and has them
 * delivered. Connections are its own map and not an xstate machine's children, which would be copied at each connect.
 * All that it does it does here, one event after the other; what throws here ends it, and leaves no link open.
 * Written out instead of `fromTransition`, which does not tell its start who `self` is (xstate 5.33).
 */
export const roomLogic: TransitionActorLogic<RoomState, Event, RoomInput> = {
  getInitialSnapshot: ({ self }, input) => ({
    status: 'active',
    output: undefined,
    error: undefined,
    context: start(self, input),
  }),
  transition: (snapshot, event) => {
    try {
      step(snapshot.context, event)
    } catch (error) {
      abandonAll(snapshot.context)
      throw error
    }
    return snapshot
  },
  getPersistedSnapshot: (snapshot) => snapshot,
}

/** A room in which nobody is: nobody has been yet, or it was another process's before. */
export function start(self: RoomRef, input: RoomInput): RoomState {
  const { facts, config, defer, openSequencer, inheritance } = input
  const { turnBytes, hashesAtOnce, hashesWaiting } = facts.limits
  const { wrongPasswordsPerMinute, addressesKept } = facts.limits
  const { wrongLoginsPerMinute, wrongLoginsKept, hashesPerMinute } = facts.limits
  const room = inheritance === undefined ? newRoom(input) : { ...inheritance.room, facts, config }
  const tally = new Tally()
  const schedule = (): void => {
    tally.turnBeganMs = input.steadyMs()
    defer(() => self.send({ type: 'turned' }))
  }
  return {
    self,
    input,
    room,
    delivery: new Delivery({ schedule, turnBytes, server: facts.server }),
    sequencer: openSequencer((entries) => self.send({ type: 'sequenced', entries })),
    slots: new Map(),
    strangers: new Map(),
    refused: new Map(),
    passwordTries: new Tries(wrongPasswordsPerMinute, addressesKept),
    loginTries: new Tries(wrongLoginsPerMinute, wrongLoginsKept),
    hashes: new Tries(hashesPerMinute, wrongLoginsKept),
    uses: new Map(),
    messages: inheritance?.messages ?? 0,
    tally,
    gate: new Gate(hashesAtOnce, hashesWaiting),
    isRehashing: false,
    sleepers: new Set(),
    closing: undefined,
    heir: undefined,
    waiting: undefined,
    steps: { count: 0, everyMs: 0 },
    lastId: inheritance?.lastId ?? 0,
    tickets: new Map(),
    lastTicket: 0,
  }
}

function newRoom({ facts, nowMs, config, accounts = [] }: RoomInput): Room {
  const room = createRoom(facts, nowMs(), config)
  for (const account of accounts) putAccount(room, account)
  return room
}

function step(state: RoomState, event: Event): void {
  switch (event.type) {
    case 'opened':
      return open(state, event.link)
    case 'sequenced':
      return sequenced(state, event.entries)
    case 'bequeath':
      return event.begun(bequeath(state, event.told))
    case 'turned':
      return endTurn(state)
    case 'reread':
    case 'unread':
      return endRehash(state, event)
    case 'hashed':
      return endHash(state, event)
    case 'rule':
      return rule(state, event.rule, event.settle)
    case 'tick':
      state.tally.rate.mark(state.messages)
      return sweep(state, state.input.steadyMs())
    case 'pulse':
      return event.answer()
    case 'wake':
      return wake(state)
    case 'hangUp':
      return hangUpAll(state, event.reason, event.overMs)
    case 'hangUpStep':
      return hangUpStep(state)
    case 'xstate.stop':
      return hangUpAll(state, 'Server shutting down', 0)
    default:
      return reap(state, event)
  }
}

/** Writes what was said in the turn, and counts how long it has taken. */
function endTurn({ delivery, tally, input }: RoomState): void {
  delivery.flush()
  tally.turns.add((input.steadyMs() - tally.turnBeganMs) / 1000)
}
