import { type CapName, capSet } from '../../src/protocol/caps.ts'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { Lines } from '../../src/protocol/lines.ts'
import { check, isRefusal } from '../../src/room/commands/check.ts'
import type { Entry } from '../../src/room/entry.ts'
import { createRoom } from '../../src/room/room.ts'
import { run } from '../../src/room/run.ts'
import { setUserMode } from '../../src/room/user-modes.ts'
import type { FakeLink } from '../fake-link.ts'
import { configOf, factsOf, openedMs } from '../room/harness.ts'
import { Office } from './office.ts'

/** A room and its delivery, without anything that moves: what each link is sent of a line is there at once. */
export class Stage {
  readonly #room = createRoom(factsOf({ server: 's' }), openedMs, configOf())
  readonly #office = new Office()
  readonly #links = new Map<string, FakeLink>()
  readonly #ids = new Map<string, number>()

  /** A member with these capabilities. */
  enter(name: string, caps: readonly CapName[]): void {
    const by = this.#ids.size + 1
    this.#ids.set(name, by)
    this.#links.set(name, this.#office.enter(by, capSet(caps)))
    this.#run({
      type: 'register',
      by,
      atMs: openedMs,
      nick: name,
      user: 'u',
      host: 'h',
      address: 'h',
      realname: 'Real Name',
    })
  }

  /** One line of a member. */
  say(name: string, text: string): void {
    const by = this.#id(name)
    for (const message of new Lines(defaultLimits).push(`${text}\r\n`)) {
      if (isRefusal(check(message, true))) throw new Error(`refused: ${text}`)
      this.#run({ type: 'line', by, atMs: openedMs, message })
    }
  }

  /** A message of several lines, as its connection collects them; `+text` goes on where the one before ends. */
  sayParts(name: string, beginning: string, texts: readonly string[]): void {
    const by = this.#id(name)
    const [message] = new Lines(defaultLimits).push(`${beginning}\r\n`)
    if (message === undefined) throw new Error('no message')
    const parts = texts.map((text) =>
      text.startsWith('+') ? { text: text.slice(1), isConcat: true } : { text, isConcat: false },
    )
    this.#run({ type: 'line', by, atMs: openedMs, message, parts })
  }

  logIn(name: string, account: string): void {
    this.#run({ type: 'account', by: this.#id(name), atMs: openedMs, account })
  }

  leave(name: string, reason: string): void {
    this.#run({ type: 'leave', by: this.#id(name), atMs: openedMs, reason })
  }

  /** A room operator, whoever made it one. */
  makeOperator(name: string): void {
    const member = this.#room.members.get(this.#id(name))
    if (member !== undefined) setUserMode(this.#room, member, 'o', true)
  }

  /** The lines that each has been sent since this was asked last. */
  heard(): ReadonlyMap<string, readonly string[]> {
    this.#office.turn()
    return new Map([...this.#links].map(([name, link]) => [name, rawLines(link)]))
  }

  #id(name: string): number {
    const id = this.#ids.get(name)
    if (id === undefined) throw new Error(`nobody is called ${name}`)
    return id
  }

  #run(entry: Entry): void {
    const asker = { id: entry.by, label: undefined, atMs: openedMs }
    this.#office.delivery.deliver(run(this.#room, entry), asker)
  }
}

function rawLines(link: FakeLink): string[] {
  const text = link.written.splice(0).map((bytes) => Buffer.from(bytes).toString('latin1'))
  return text.join('').split('\r\n').slice(0, -1)
}
