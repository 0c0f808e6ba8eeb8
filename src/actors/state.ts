import type { ActorRef, Snapshot } from 'xstate'
import type { Delivery } from '../delivery/delivery.ts'
import type { Note } from '../ops/events.ts'
import type { Link } from '../protocol/link.ts'
import type { Account } from '../room/accounts.ts'
import type { Entry } from '../room/entry.ts'
import type { OutLine } from '../room/outcome.ts'
import type { Peer } from '../room/peer.ts'
import type { MemberId, Room, RoomConfig, RoomFacts } from '../room/room.ts'
import type { Rule, Ruled } from '../room/rule/rule.ts'
import type { HashWork, Hashed } from '../room/surroundings.ts'
import type { Bequest, Counters } from './bequest.ts'
import type { ConnectionEvent } from './connection.ts'
import type { Gate } from './gate.ts'
import type { Hashing } from './hashing.ts'
import type { Inbox } from './inbox.ts'
import type { Operations } from './operations.ts'
import type { PasswordCheck } from './room-password.ts'
import type { OpenSequencer, Sequencer } from './sequencer.ts'
import type { Tally } from './tally.ts'
import type { Tries } from './tries.ts'

/** What comes in from outside of the room: clocks, timers and the log are arguments. */
export interface RoomInput {
  readonly facts: RoomFacts
  /** What the operator's files say at the start. */
  readonly config: RoomConfig
  /** The time of day, ms since 1970: what members see. It may jump. */
  readonly nowMs: () => number
  /** A clock that never jumps: what durations are measured by. */
  readonly steadyMs: () => number
  /** Calls back at the end of this turn of the event loop. */
  readonly defer: (callback: () => void) => void
  /** Calls back after so long. */
  readonly later: (ms: number, callback: () => void) => void
  /** The host that members see of who comes from this address. */
  readonly cloak: (address: string) => string
  /** Absent: nobody can be an operator. */
  readonly operations?: Operations | undefined
  /** Absent: the room never has a password. */
  readonly password?: PasswordCheck | undefined
  readonly hashing: Hashing
  /** The room as another process has left it; absent: a new one. `facts`, but for `boot`, and `config` need not be what they were. */
  readonly inheritance?: Inheritance | undefined
  /** Accounts of an earlier life. */
  readonly accounts?: readonly Account[] | undefined
  /** Called when an account is new or other than before, before anybody is told; must not throw. Absent: none outlives the daemon. */
  readonly keepAccount?: ((account: Account) => void) | undefined
  /** The same when there is no such account any more. */
  readonly dropAccount?: ((name: string) => void) | undefined
  /** Called with each message that was said; must not throw. Absent: nobody writes them down. */
  readonly heard?: ((line: OutLine) => void) | undefined
  readonly openSequencer: OpenSequencer
  /** How many connections there may be. */
  readonly maxConnections: number
  readonly note: Note
  /** A log of its own for a connection. */
  readonly noteFor: (bindings: Readonly<Record<string, unknown>>) => Note
}

/** What another process hands over: the room after a takeover, and what goes on to be counted. */
export interface Inheritance extends Counters {
  readonly room: Room
}

export type RoomEvent =
  /** A peer that speaks IRC is there. */
  | { readonly type: 'opened'; readonly link: Link }
  /** Entries have got their place in the order. */
  | { readonly type: 'sequenced'; readonly entries: readonly Entry[] }
  /** The turn of the event loop in which something was said is over. */
  | { readonly type: 'turned' }
  /** The operator's files were read again for this connection (0: for nobody in the room), or could not be: the sentence for its operator. */
  | { readonly type: 'reread'; readonly by: MemberId; readonly config: RoomConfig }
  | { readonly type: 'unread'; readonly by: MemberId; readonly why: string }
  /** Hashing for this connection is done. */
  | {
      readonly type: 'hashed'
      readonly by: MemberId
      readonly hashed: Hashed
      readonly work: HashWork
      readonly label: string | undefined
    }
  /** Whoever runs the daemon wants something done to the room. */
  | { readonly type: 'rule'; readonly rule: Rule; readonly settle: (ruled: Ruled) => void }
  /** The room is to be handed over. */
  | {
      readonly type: 'bequeath'
      readonly told: (entry: Entry) => void
      readonly begun: (bequest: Bequest) => void
    }
  | { readonly type: 'tick' }
  /** Whether the room still takes events. */
  | { readonly type: 'pulse'; readonly answer: () => void }
  | { readonly type: 'wake' }
  /** All connections are told and ended within so long. */
  | { readonly type: 'hangUp'; readonly reason: string; readonly overMs?: number | undefined }
  | { readonly type: 'hangUpStep' }

/** The room's actor, as its parts see it. */
export type RoomRef = ActorRef<Snapshot<unknown>, RoomEvent>

/** A connection as its supervisor holds it. */
export interface Slot {
  readonly id: MemberId
  readonly ref: { send(event: ConnectionEvent): void }
  readonly link: Link
  readonly peer: Peer
  readonly inbox: Inbox
  readonly note: Note
  /** By the steady clock, as is the next. */
  readonly openedMs: number
  /** When the daemon last asked whether the peer is there. */
  pingedMs: number
}

/** The room's state: changed in place, because a copied map would cost each connect the number of connections. */
export interface RoomState {
  readonly self: RoomRef
  readonly input: RoomInput
  readonly room: Room
  readonly delivery: Delivery
  readonly sequencer: Sequencer
  readonly slots: Map<MemberId, Slot>
  /** Those that are no members yet, the oldest first. */
  readonly strangers: Map<MemberId, Slot>
  /** Those that wait for tokens, or for their link to take what it was sent. */
  readonly sleepers: Set<MemberId>
  /** How many lines were refused since the start, by fault or numeric: as many kinds as there are. */
  readonly refused: Map<string, number>
  /** Wrong passwords of the room, and tries of accounts. */
  readonly passwordTries: Tries
  readonly loginTries: Tries
  /** Passwords that were hashed for an address, right ones too. */
  readonly hashes: Tries
  /** How often each verb was used since the start. */
  readonly uses: Map<string, number>
  /** How many messages the room took since the start. */
  messages: number
  /** What is counted besides. */
  readonly tally: Tally
  /** Passwords that are hashed, or wait for it. */
  readonly gate: Gate
  /** The operator's files are being read again. */
  isRehashing: boolean
  /** Why nobody is let in any more; undefined while the room is open. */
  closing: string | undefined
  /** Who hears each entry that is applied: another process that the room is handed to. */
  heir: ((entry: Entry) => void) | undefined
  /** Entries that are not applied, because it has been; undefined: none wait. */
  waiting: Entry[] | undefined
  /** How many connections are ended in one step of closing, and how often. */
  steps: { readonly count: number; readonly everyMs: number }
  lastId: MemberId
  /** Who waits for what comes of a rule. */
  readonly tickets: Map<number, (ruled: Ruled) => void>
  lastTicket: number
}
