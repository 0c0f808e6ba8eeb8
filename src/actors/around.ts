import type { MemberId } from '../room/room.ts'
import type { LinkUse, Surroundings } from '../room/surroundings.ts'
import { hostOf } from './host.ts'
import { rehash } from './rehash.ts'
import type { RoomState, Slot } from './state.ts'

/** What one connection's verbs see of the daemon. */
export class Around implements Surroundings {
  readonly #state: RoomState
  readonly #id: MemberId

  constructor(state: RoomState, id: MemberId) {
    this.#state = state
    this.#id = id
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
}
