import type { Limits } from '../protocol/limits.ts'
import type { CapSet } from '../protocol/caps.ts'
import type { Note } from '../ops/events.ts'
import type { Asker } from '../delivery/delivery.ts'
import type { Entry } from '../room/entry.ts'
import type { Outcome } from '../room/outcome.ts'
import type { MemberId, Room } from '../room/room.ts'
import type { Surroundings } from '../room/surroundings.ts'
import { Around } from './around.ts'
import type { Operations } from './operations.ts'
import type { PasswordCheck } from './room-password.ts'
import { sleep } from './sleepers.ts'
import type { RoomState } from './state.ts'
import type { Tries } from './tries.ts'

/** What the room gives a connection: the room to look at, a place in its order, and its voice. */
export interface RoomPort {
  /** To be read only; it changes by entries alone. */
  readonly room: Room
  readonly limits: Limits
  /** The time of day, for entries and answers. */
  nowMs(): number
  /** A clock that never jumps, for durations. */
  steadyMs(): number
  /** Hands entries to the sequencer, in order. */
  append(entries: readonly Entry[]): void
  /** Answers on the connection's behalf, in order with everything else it is sent. */
  deliver(outcomes: readonly Outcome[], asker: Asker): void
  /** What its link has not taken yet, and what it was told in this turn of the event loop besides. */
  unsentBytes(): number
  /** From here on it is sent everything in the form of these. */
  setCaps(caps: CapSet): void
  /** Counts a line that was refused, by its fault or numeric. */
  countRefused(fault: string): void
  /** What a verb may ask of the daemon; the label is that of its line. */
  around(label: string | undefined): Surroundings
  /** Absent: nobody can be an operator. */
  readonly operations: Operations | undefined
  /** Absent: the room never has a password. */
  readonly password: PasswordCheck | undefined
  readonly passwordTries: Tries
  /** Counts a line that was taken, by its verb. */
  countUse(verb: string): void
  /** Sends `woken` when tokens may have come back, or the link may have taken what it was sent. */
  wakeLater(): void
  /** This connection's own log. */
  readonly note: Note
}

/** The room as one connection holds it. */
export class Port implements RoomPort {
  readonly room: Room
  readonly limits: Limits
  readonly note: Note
  readonly operations: Operations | undefined
  readonly password: PasswordCheck | undefined
  readonly passwordTries: Tries
  readonly #state: RoomState
  readonly #id: MemberId

  constructor(state: RoomState, id: MemberId, note: Note) {
    this.room = state.room
    this.limits = state.input.facts.limits
    this.note = note
    this.operations = state.input.operations
    this.password = state.input.password
    this.passwordTries = state.passwordTries
    this.#state = state
    this.#id = id
  }

  around(label: string | undefined): Surroundings {
    return new Around(this.#state, this.#id, label)
  }

  nowMs(): number {
    return this.#state.input.nowMs()
  }

  steadyMs(): number {
    return this.#state.input.steadyMs()
  }

  append(entries: readonly Entry[]): void {
    this.#state.sequencer.append(entries)
  }

  deliver(outcomes: readonly Outcome[], asker: Asker): void {
    this.#state.delivery.deliver(outcomes, asker)
  }

  unsentBytes(): number {
    return this.#state.delivery.unsentBytes(this.#id)
  }

  setCaps(caps: CapSet): void {
    this.#state.delivery.setCaps(this.#id, caps)
  }

  countRefused(fault: string): void {
    const { refused } = this.#state
    refused.set(fault, (refused.get(fault) ?? 0) + 1)
  }

  countUse(verb: string): void {
    const { uses } = this.#state
    uses.set(verb, (uses.get(verb) ?? 0) + 1)
  }

  wakeLater(): void {
    sleep(this.#state, this.#id)
  }
}
