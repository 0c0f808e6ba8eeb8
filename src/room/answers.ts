import { type Numeric, addressed, contextWord } from '../protocol/numerics.ts'
import { cutWire } from '../protocol/wire.ts'
import type { Called, EntryBase } from './entry.ts'
import type { Outcome } from './outcome.ts'
import { type Room } from './room.ts'
import { maskOf } from './mask-of.ts'
import { spaceAfter } from './space.ts'

/** Answers of an entry to its connection, a member or none yet; collected, as those of a verb are. */
export class Answers {
  readonly outcomes: Outcome[] = []
  readonly room: Room
  readonly called: Called
  readonly #by: number

  constructor(room: Room, { by }: EntryBase, called: Called | undefined) {
    const me = room.members.get(by)
    this.room = room
    this.called =
      me === undefined ? (called ?? { nick: '*', mask: '*' }) : { nick: me.nick, mask: maskOf(me) }
    this.#by = by
  }

  reply(numeric: Numeric): void {
    const { command, params } = addressed(numeric, this.called.nick)
    this.#send(command, params.slice(0, -1), params.at(-1) ?? '')
  }

  /** A line of the server that ends in a text. */
  say(command: string, words: readonly string[], text: string): void {
    this.#send(command, words.map(contextWord), text)
  }

  #send(command: string, before: readonly string[], text: string): void {
    const { server: source } = this.room.facts
    const params = [...before, cutWire(text, spaceAfter(this.room, source, command, ...before))]
    const { nick } = this.called
    const isBots = this.room.members.get(this.#by)?.modes.has('B')
    const line = { source, command, params, atMs: this.room.timeMs, nick, isBots }
    this.outcomes.push({ type: 'replied', to: this.#by, line })
  }
}
