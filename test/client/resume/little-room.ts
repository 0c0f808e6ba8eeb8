import { type Message, parse } from '../../../src/protocol/message.ts'
import { isoTime } from '../../../src/protocol/time.ts'

/** One connection to a little room: lines that are on their way, both ways. */
export class Wire {
  readonly up: string[] = []
  readonly down: string[] = []
  nick = ''
  isIn = false
  /** The message of several lines that is on its way. */
  batch: { readonly opening: Message; readonly lines: string[] } | undefined
}

interface Kept {
  readonly id: string
  readonly seq: number
  readonly atMs: number
  readonly nick: string
  readonly text: string
  readonly nonce: string | undefined
}

const roomCaps =
  'message-tags server-time echo-message batch labeled-response draft/chathistory draft/multiline=max-bytes=99,max-lines=9'

/** What the room is: how many messages, and how many events, of its channel it remembers, and whether a nonce that it knows is a message that it has. */
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
  /** All that was ever said and is to be shown, in the room's order. */
  readonly log: Kept[] = []
  readonly #options: LittleRoomOptions
  readonly #wires = new Set<Wire>()
  #lives = 1
  #seq = 0
  #atMs = 1_000_000
  #batches = 0
  /** What is remembered: messages and the numbers of events apart, as the daemon does (src/room/history). */
  #messages: Kept[] = []
  #events: number[] = []
  /** The newest message, and the newest event, that was forgotten. */
  #forgotten = 0
  #forgottenEvent = 0

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
    this.#messages = []
    this.#events = []
    this.#forgotten = 0
    this.#forgottenEvent = 0
  }

  /** What of the messages that are to be shown is remembered still. */
  get remembered(): string[] {
    return this.#messages.filter(isShown).map(({ text }) => text)
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
        else if (first === 'END') this.#welcome(wire)
        return
      case 'NICK':
        wire.nick = first
        return
      case 'JOIN':
        return this.#join(wire, first)
      case 'BATCH':
        return this.#batch(wire, message)
      case 'PRIVMSG':
        if (message.tags?.has('batch') === true) return void wire.batch?.lines.push(second)
        return this.#say(wire, wire.nick, second, label, message.tags?.get('+earshot/nonce'))
      case 'PING':
        return void wire.down.push(`:s PONG s :${first}`)
      case 'CHATHISTORY':
        return this.#history(wire, { want: first, point: third, most: Number(fourth), label: label ?? '' })
      default:
    }
  }

  #welcome(wire: Wire): void {
    wire.down.push(
      `:s 001 ${wire.nick} :Welcome ${wire.nick}!u@h`,
      `:s 005 ${wire.nick} earshot/BOOT=${this.#boot} CHATHISTORY=${this.#options.page ?? 100} :are supported`,
    )
  }

  #batch(wire: Wire, message: Message): void {
    if (message.params[0]?.startsWith('+') === true) {
      wire.batch = { opening: message, lines: [] }
      return
    }
    const { opening, lines = [] } = wire.batch ?? {}
    wire.batch = undefined
    if (opening === undefined) return
    const { tags } = opening
    this.#say(wire, wire.nick, lines.join('\n'), tags?.get('label'), tags?.get('+earshot/nonce'))
  }

  get #boot(): string {
    return `life${this.#lives}`
  }

  /** The next place in the room's order; several happen in the same ms. */
  #place(): Pick<Kept, 'id' | 'seq' | 'atMs'> {
    const seq = ++this.#seq
    if (seq % 3 === 0) this.#atMs++
    return { id: `${this.#boot}-${seq}`, seq, atMs: this.#atMs }
  }

  #join(wire: Wire, channel: string): void {
    wire.isIn = true
    const { id, seq, atMs } = this.#place()
    this.#events.push(seq)
    if (this.#events.length > this.#options.remembers) this.#forgottenEvent = this.#events.shift() ?? 0
    const { nick } = wire
    wire.down.push(
      `@msgid=${id};time=${isoTime(atMs)} :${nick}!u@h JOIN ${channel}`,
      `:s 366 ${nick} ${channel} :End`,
    )
  }

  #say(wire: Wire | undefined, nick: string, text: string, label?: string, nonce?: string): void {
    const known = this.#options.knowsNonces === true && nonce !== undefined
    const before = known ? this.#messages.find((kept) => kept.nonce === nonce) : undefined
    const kept = before ?? { ...this.#place(), nick, text, nonce }
    if (before === undefined) {
      if (isShown(kept)) this.log.push(kept)
      this.#messages.push(kept)
      if (this.#messages.length > this.#options.remembers) this.#forgotten = this.#messages.shift()?.seq ?? 0
    }
    for (const to of this.#wires) {
      if (!to.isIn || (before !== undefined && to !== wire)) continue
      to.down.push(...linesOf(kept, to === wire && label !== undefined ? `label=${label};` : ''))
    }
    // The echo of a connection that is gone already goes nowhere.
  }

  #history(
    wire: Wire,
    { want, point, most, label }: Record<'want' | 'point' | 'label', string> & { most: number },
  ): void {
    const isAfter = want === 'AFTER' ? this.#isAfter(point) : () => true
    if (isAfter === undefined) {
      wire.down.push(`@label=${label} :s FAIL CHATHISTORY MESSAGE_ERROR AFTER #c ${point} :not remembered`)
      return
    }
    const limit = Math.min(most, this.#options.page ?? 100)
    const found = this.#messages.filter(isAfter)
    const reference = `b${++this.#batches}`
    wire.down.push(
      `@label=${label} :s BATCH +${reference} chathistory #c`,
      ...(want === 'AFTER' ? found.slice(0, limit) : found.slice(-limit)).flatMap((kept) =>
        linesOf(kept, `batch=${reference};`),
      ),
      `:s BATCH -${reference}`,
    )
  }

  /** What follows a point; undefined where something of it may be forgotten, since the line is. */
  #isAfter(point: string): ((kept: Kept) => boolean) | undefined {
    const [type, value = ''] = point.split('=')
    if (type === 'timestamp') return ({ atMs }) => atMs > Date.parse(value)
    const [boot, number] = value.split('-')
    const after = Number(number)
    const isEvent = after <= this.#forgottenEvent || this.#events.includes(after)
    const isKnown = isEvent || this.#messages.some(({ seq }) => seq === after)
    const reaches = after <= this.#forgotten ? after === this.#forgotten : isKnown
    return boot === this.#boot && reaches ? ({ seq }) => seq > after : undefined
  }
}

/** A CTCP request is remembered as any message, and shown to nobody. */
const isShown = ({ text }: Pick<Kept, 'text'>): boolean => !text.startsWith('\x01')

/** One line, or those of a message that has several. */
function linesOf({ id, atMs, nick, text, nonce }: Kept, tags: string): string[] {
  const all = `@${tags}msgid=${id};time=${isoTime(atMs)}${nonce === undefined ? '' : `;+earshot/nonce=${nonce}`}`
  const said = `:${nick}!u@h PRIVMSG #c`
  const lines = text.split('\n')
  if (lines.length === 1) return [`${all} ${said} :${text}`]
  return [
    `${all} :${nick}!u@h BATCH +m${id} draft/multiline #c`,
    ...lines.map((line) => `@batch=m${id} ${said} :${line}`),
    `BATCH -m${id}`,
  ]
}
