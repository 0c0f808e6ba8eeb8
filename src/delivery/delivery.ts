import { type CapSet, classBits, has } from '../protocol/caps.ts'
import type { Link } from '../protocol/link.ts'
import type { OutLine, Outcome } from '../room/outcome.ts'
import type { ChannelKey, MemberId } from '../room/room.ts'
import { encode } from './encode.ts'
import { respond, respondLabelled } from './respond.ts'
import { type TurnItem, TurnLog } from './turn-log.ts'
import { type View, Views } from './views.ts'

/** What delivery knows of one link. */
interface Reader {
  readonly id: MemberId
  readonly link: Link
  caps: CapSet
  readonly channels: Set<ChannelKey>
  /** In this turn the log up to `from` is in `pending` or was not for this link; in a later turn it means nothing. */
  turn: number
  from: number
  /** Bytes of this turn that are this link's alone, as a wire string; they precede what follows in the log. */
  pending: string
  /** While flushing: the view it has arrived at. */
  view: View | undefined
  batches: number
}

/** Whose command an answer is to, the label it came with, and the room's time. */
export interface Asker {
  readonly id: MemberId
  readonly label: string | undefined
  readonly atMs: number
}

type Said = Extract<Outcome, { type: 'said' }>

interface DeliveryOptions {
  /** Calls back once at the end of this turn of the event loop. */
  readonly defer: (flush: () => void) => void
  /** Bytes of public lines after which a turn is flushed early. */
  readonly turnBytes: number
  /** The source of lines that are the server's. */
  readonly server: string
}

/**
 * From outcomes to bytes: the one place that writes to links. Public lines go into the log of the turn; at its end
 * each touched link gets what it sees of the log in one write, built once a view. Before anything private is written
 * to a link, and before its channels or capabilities change, that link is caught up, so that one link sees one order.
 */
export class Delivery {
  readonly #readers = new Map<MemberId, Reader>()
  readonly #channels = new Map<ChannelKey, Set<Reader>>()
  readonly #log = new TurnLog()
  /** Channels that the log speaks of, and links that it names or that have bytes of their own. */
  readonly #touched = new Set<ChannelKey>()
  readonly #singled = new Set<Reader>()
  readonly #options: DeliveryOptions
  #deferred = false
  #turn = 0

  constructor(options: DeliveryOptions) {
    this.#options = options
  }

  attach(id: MemberId, link: Link): void {
    const reader: Reader = {
      id,
      link,
      caps: 0,
      channels: new Set(),
      turn: this.#turn,
      from: this.#log.length,
      pending: '',
      view: undefined,
      batches: 0,
    }
    this.#readers.set(id, reader)
  }

  /** Ends the link politely, after all that it is still to see and these lines. Does nothing for who is gone. */
  detach(id: MemberId, ...last: readonly OutLine[]): void {
    const reader = this.#readers.get(id)
    if (reader === undefined) return
    this.#catchUp(reader)
    for (const line of last) reader.pending += encode(line, reader.caps)
    for (const channel of reader.channels) this.#unsubscribe(reader, channel)
    this.#readers.delete(id)
    this.#singled.delete(reader)
    reader.link.end(Buffer.from(reader.pending, 'latin1'))
  }

  capsOf(id: MemberId): CapSet {
    return this.#readers.get(id)?.caps ?? 0
  }

  /** From here on the link gets lines in the form of these capabilities. */
  setCaps(id: MemberId, caps: CapSet): void {
    const reader = this.#readers.get(id)
    if (reader === undefined) return
    this.#catchUp(reader)
    reader.caps = caps
  }

  /** Delivers what one request brought about, in order. The asker's own copies and answers carry its label. */
  deliver(outcomes: readonly Outcome[], asker?: Asker): void {
    const reader = asker === undefined ? undefined : this.#readers.get(asker.id)
    const label = reader === undefined ? undefined : labelFor(reader, asker?.label)
    const answers: OutLine[] = []
    for (const outcome of outcomes) {
      switch (outcome.type) {
        case 'said':
          this.#say(outcome, label === undefined ? undefined : reader, answers)
          break
        case 'replied':
          if (outcome.to === reader?.id) answers.push(outcome.line)
          else this.#answer(this.#readers.get(outcome.to), [outcome.line])
          break
        case 'subscribed':
        case 'unsubscribed':
          this.#subscription(outcome.type, outcome.member, outcome.channel)
          break
        case 'admitted':
        case 'denied':
        case 'renamed':
        case 'failed':
          break
      }
      // Without a label, answers leave where they stand among the public lines; with one, all of them together at the end.
      if (label === undefined && answers.length > 0) this.#answer(reader, answers.splice(0))
    }
    if (label !== undefined && asker !== undefined) this.#answer(reader, answers, { label, atMs: asker.atMs })
    if (this.#log.bytes >= this.#options.turnBytes) this.flush()
  }

  /** A line to the log; the copies that are the asker's answers to `answers`. */
  #say({ line, to, echoOf }: Said, labelled: Reader | undefined, answers: OutLine[]): void {
    const sender = echoOf === undefined ? labelled : this.#readers.get(echoOf)
    const item: TurnItem = { line, ...to }
    if (sender === undefined) return this.#append(item)
    const echoes = echoOf === undefined || has(sender.caps, 'echo-message')
    if (echoOf !== undefined && to.also.includes(sender.id)) {
      // To oneself: the message arrives as one, and its echo besides (IRCv3 echo-message, labeled-response).
      if (echoes) answers.push(line)
      return this.#append(item)
    }
    const shared = labelled === undefined && sees(sender, item)
    const answered = echoOf === undefined ? sees(sender, item) : true
    if (echoes && answered && !shared) answers.push(line)
    this.#append(echoes && (shared || !answered) ? item : { ...item, except: [...item.except, sender.id] })
  }

  #append(item: TurnItem): void {
    this.#log.append(item)
    for (const channel of item.channels) this.#touched.add(channel)
    for (const id of item.also) this.#single(id)
    for (const id of item.except) this.#single(id)
    this.#schedule()
  }

  /** Its bytes this turn are nobody else's. */
  #single(id: MemberId): void {
    const reader = this.#readers.get(id)
    if (reader !== undefined) this.#singled.add(reader)
  }

  #answer(
    reader: Reader | undefined,
    lines: readonly OutLine[],
    labelled?: { label: string; atMs: number },
  ): void {
    if (reader === undefined) return
    this.#catchUp(reader)
    const { server } = this.#options
    reader.pending +=
      labelled === undefined
        ? respond(lines, reader.caps)
        : respondLabelled(lines, reader.caps, { ...labelled, server, batch: (++reader.batches).toString(36) })
    this.#singled.add(reader)
    this.#schedule()
  }

  #subscription(type: 'subscribed' | 'unsubscribed', member: MemberId, channel: ChannelKey): void {
    const reader = this.#readers.get(member)
    if (reader === undefined) return
    this.#catchUp(reader)
    if (type === 'unsubscribed') return this.#unsubscribe(reader, channel)
    reader.channels.add(channel)
    const readers = this.#channels.get(channel)
    if (readers === undefined) this.#channels.set(channel, new Set([reader]))
    else readers.add(reader)
  }

  #unsubscribe(reader: Reader, channel: ChannelKey): void {
    const readers = this.#channels.get(channel)
    readers?.delete(reader)
    reader.channels.delete(channel)
    if (readers?.size === 0) this.#channels.delete(channel)
  }

  /** Moves what the link sees of the log so far into its own bytes. */
  #catchUp(reader: Reader): void {
    const from = this.#from(reader)
    if (from === this.#log.length) return
    const text = this.#log.text(from, reader.caps, (item) => sees(reader, item))
    reader.turn = this.#turn
    reader.from = this.#log.length
    if (text === '') return
    reader.pending += text
    this.#singled.add(reader)
  }

  #from(reader: Reader): number {
    return reader.turn === this.#turn ? reader.from : 0
  }

  #schedule(): void {
    if (this.#deferred) return
    this.#deferred = true
    this.#options.defer(() => {
      this.#deferred = false
      this.flush()
    })
  }

  /** Writes everything of this turn: one write for each touched link. */
  flush(): void {
    for (const reader of this.#singled) {
      this.#catchUp(reader)
      const bytes = Buffer.from(reader.pending, 'latin1')
      reader.pending = ''
      if (bytes.length > 0) reader.link.write(bytes)
    }
    for (const [reader, view] of this.#shared()) {
      reader.view = undefined
      const bytes = view.bytes(this.#log)
      if (bytes.length > 0) reader.link.write(bytes)
    }
    this.#singled.clear()
    this.#touched.clear()
    this.#log.clear()
    this.#turn++
  }

  /** Every link that is in a touched channel and has no bytes of its own, with its view. */
  #shared(): [Reader, View][] {
    const views = new Views()
    const walked: Reader[] = []
    for (const channel of this.#touched) {
      for (const reader of this.#channels.get(channel) ?? []) {
        if (this.#singled.has(reader)) continue
        if (reader.view === undefined) {
          reader.view = views.root(this.#from(reader), reader.caps & classBits)
          walked.push(reader)
        }
        reader.view = reader.view.with(channel)
      }
    }
    return walked.flatMap((reader) => (reader.view === undefined ? [] : [[reader, reader.view]]))
  }
}

function sees(reader: Reader, item: TurnItem): boolean {
  if (item.except.includes(reader.id)) return false
  return item.also.includes(reader.id) || item.channels.some((channel) => reader.channels.has(channel))
}

/** A label counts where it can be answered: with labeled-response and batch. */
function labelFor({ caps }: Reader, label: string | undefined): string | undefined {
  return has(caps, 'labeled-response') && has(caps, 'batch') ? label : undefined
}
