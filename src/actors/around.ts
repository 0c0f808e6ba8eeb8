import type { EventName } from '../ops/events.ts'
import { textFields } from '../room/noted.ts'
import type { AnsweringEntry } from '../room/entry.ts'
import type { MemberId } from '../room/room.ts'
import type { Hashes } from '../room/sasl/hashes.ts'
import type { HashWork, LinkUse, Surroundings, TryRefusal } from '../room/surroundings.ts'
import { enter } from './enter.ts'
import { hash } from './hash.ts'
import { hostOf } from './host.ts'
import { rehash } from './rehash.ts'
import type { RoomState, Slot } from './state.ts'
import { countTry, refuseTry } from './try.ts'

/** What one connection's verbs see of the daemon. */
export class Around implements Surroundings {
  readonly #state: RoomState
  readonly #id: MemberId
  readonly #label: string | undefined

  /** The label is that of the line that asks. */
  constructor(state: RoomState, id: MemberId, label: string | undefined) {
    this.#state = state
    this.#id = id
    this.#label = label
  }

  strangers(): number {
    return this.#state.strangers.size
  }

  *links(): Generator<LinkUse> {
    for (const slot of this.#state.slots.values()) yield this.#use(slot)
  }

  #use({ id, link, inbox, openedMs }: Slot): LinkUse {
    const { room, input } = this.#state
    const member = room.members.get(id)
    return {
      nick: member?.nick ?? '*',
      user: member?.user ?? '*',
      host: hostOf(link.remote.address),
      unsentBytes: link.unsentBytes,
      bytesOut: link.bytesOut,
      linesIn: inbox.taken,
      bytesIn: link.bytesIn,
      openSeconds: Math.floor((input.steadyMs() - openedMs) / 1000),
    }
  }

  uses(): ReadonlyMap<string, number> {
    return this.#state.uses
  }

  operators(): readonly string[] {
    return this.#state.input.operations?.names() ?? []
  }

  rehash(): boolean {
    return rehash(this.#state, this.#id)
  }

  get hashes(): Hashes {
    return this.#state.input.hashing
  }

  enter(entry: AnsweringEntry): void {
    enter(this.#state, entry, this.#label)
  }

  refuseTry(account: string): TryRefusal | undefined {
    const slot = this.#slot
    return slot === undefined ? 'busy' : refuseTry(this.#state, slot, account)
  }

  countWrong(account: string): void {
    const slot = this.#slot
    if (slot !== undefined) countTry(this.#state, slot, account)
  }

  hash(work: HashWork): TryRefusal | undefined {
    return hash(this.#state, this.#id, work, this.#label)
  }

  note(event: EventName, fields: Readonly<Record<string, string | undefined>>): void {
    this.#slot?.note(event, textFields(fields))
  }

  get #slot(): Slot | undefined {
    return this.#state.slots.get(this.#id)
  }
}
