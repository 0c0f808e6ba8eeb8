import { parse } from '../../../src/protocol/message.ts'

/** One connection to a little room: lines that are on their way, both ways. */
export class Wire {
  readonly up: string[] = []
  readonly down: string[] = []
  nick = ''
  isIn = false
}

interface Kept {
  readonly id: string
  readonly nick: string
  readonly text: string
  readonly nonce: string | undefined
}

const roomCaps = 'message-tags server-time echo-message batch labeled-response draft/chathistory'

/** What the room is: how much of its channel it remembers, and whether a nonce that it knows is a message that it has. */
export interface LittleRoomOptions {
  readonly remembers: number
  readonly page?: number
  readonly knowsNonces?: boolean
}

/**
 * A server with one channel and a short memory, as little of one as the promise needs: one order, echoes, and answers to
 * CHATHISTORY that say when they cannot know.
 */
export class LittleRoom {
  /** All that was ever said, in the room's order. */
  readonly log: Kept[] = []
  readonly #options: LittleRoomOptions
  readonly #wires = new Set<Wire>()
  #lives = 1
  #seq = 0
  /** The first place of `log` that is remembered, and the first of this life. */
  #from = 0
  #bornAt = 0
  #batches = 0
  /** Joins have ids too; one is forgotten when the message after it is. */
  readonly #joins = new Map<string, number>()

  constructor(options: LittleRoomOptions) {
    this.#options = options
  }

  open(): Wire {
    const wire = new Wire()
    this.#wires.add(wire)
    return wire
  }

  /** The connection is gone, with all that is on its way down; gives what was on its way up. */
  cut(wire: Wire): string[] {
    wire.down.splice(0)
    this.#wires.delete(wire)
    return wire.up.splice(0)
  }

  /** Killed and started again: nothing is remembered. */
  restart(): void {
    for (const wire of this.#wires) this.cut(wire)
    this.#lives++
    this.#seq = 0
    this.#from = this.log.length
    this.#bornAt = this.log.length
    this.#joins.clear()
  }

  /** Takes the next lines of a wire. */
  take(wire: Wire, count = wire.up.length): void {
    for (const line of wire.up.splice(0, count)) this.hear(wire, line)
  }

  /** Somebody who needs no wire says something. */
  say(nick: string, text: string): void {
    this.#say(undefined, nick, text)
  }

  hear(wire: Wire, line: string): void {
    const message = parse(line)
    const label = message?.tags?.get('label')
    const [first = '', second = '', third = '', fourth = ''] = message?.params ?? []
    switch (message?.command) {
      case 'CAP':
        if (first === 'LS') wire.down.push(`CAP * LS :${roomCaps}`)
        else if (first === 'REQ') wire.down.push(`CAP * ACK :${second}`)
        return
      case 'NICK':
        wire.nick = first
        return
      case 'USER':
        wire.down.push(
          `:s 001 ${wire.nick} :Welcome ${wire.nick}!u@h`,
          `:s 005 ${wire.nick} earshot/BOOT=${this.#boot} CHATHISTORY=${this.#options.page ?? 100} :are supported`,
        )
        return
      case 'JOIN':
        return this.#join(wire, first)
      case 'PRIVMSG':
        return this.#say(wire, wire.nick, second, label, message.tags?.get('+earshot/nonce'))
      case 'PING':
        return void wire.down.push(`:s PONG s :${first}`)
      case 'CHATHISTORY':
        return this.#history(wire, { want: first, point: third, most: Number(fourth), label: label ?? '' })
      default:
    }
  }

  get #boot(): string {
    return `life${this.#lives}`
  }

  #id(): string {
    return `${this.#boot}-${++this.#seq}`
  }

  #join(wire: Wire, channel: string): void {
    wire.isIn = true
    const id = this.#id()
    this.#joins.set(id, this.log.length)
    const { nick } = wire
    wire.down.push(`@msgid=${id} :${nick}!u@h JOIN ${channel}`, `:s 366 ${nick} ${channel} :End`)
  }

  #say(wire: Wire | undefined, nick: string, text: string, label?: string, nonce?: string): void {
    const known = this.#options.knowsNonces === true && nonce !== undefined
    const before = known ? this.log.slice(this.#from).find((kept) => kept.nonce === nonce) : undefined
    const kept = before ?? { id: this.#id(), nick, text, nonce }
    if (before === undefined) {
      this.log.push(kept)
      this.#from = Math.max(this.#from, this.log.length - this.#options.remembers)
    }
    for (const to of this.#wires) {
      if (!to.isIn || (before !== undefined && to !== wire)) continue
      to.down.push(lineOf(kept, to === wire && label !== undefined ? `label=${label};` : ''))
    }
    // The echo of a connection that is gone already goes nowhere.
  }

  #history(
    wire: Wire,
    { want, point, most, label }: Record<'want' | 'point' | 'label', string> & { most: number },
  ): void {
    const after = want === 'AFTER' ? this.#placeAfter(point.replace('msgid=', '')) : undefined
    if (want === 'AFTER' && after === undefined) {
      wire.down.push(`@label=${label} :s FAIL CHATHISTORY MESSAGE_ERROR AFTER #c ${point} :not remembered`)
      return
    }
    const limit = Math.min(most, this.#options.page ?? 100)
    const from = after ?? Math.max(this.#from, this.log.length - limit)
    const reference = `b${++this.#batches}`
    wire.down.push(
      `@label=${label} :s BATCH +${reference} chathistory #c`,
      ...this.log.slice(from, from + limit).map((kept) => lineOf(kept, `batch=${reference};`)),
      `:s BATCH -${reference}`,
    )
  }

  /** Where what follows a line begins; undefined where something of it may be forgotten. */
  #placeAfter(id: string): number | undefined {
    const place = this.#joins.get(id) ?? this.log.findIndex((kept) => kept.id === id) + 1
    return place < Math.max(this.#from, this.#bornAt) || (place === 0 && !this.#joins.has(id))
      ? undefined
      : place
  }
}

function lineOf({ id, nick, text, nonce }: Kept, tags: string): string {
  return `@${tags}msgid=${id}${nonce === undefined ? '' : `;+earshot/nonce=${nonce}`} :${nick}!u@h PRIVMSG #c :${text}`
}
