import { type CapSet, has } from '../protocol/caps.ts'
import type { EndCause, Link } from '../protocol/link.ts'
import { escapeTagValue } from '../protocol/message.ts'
import type { OutLine, Outcome } from '../room/outcome.ts'
import type { MemberId } from '../room/room.ts'
import { encode } from './encode.ts'
import { type Reader, createReader } from './reader.ts'
import { Readership } from './readership.ts'
import { type Responding, respond, respondLabelled } from './respond.ts'
import { type Said, senderCopy } from './sender-copy.ts'
import { Turn } from './turn.ts'
import type { TurnItem } from './turn-log.ts'

/** Whose command an answer is to, the label it came with, and the room's time. */
export interface Asker {
  readonly id: MemberId
  readonly label: string | undefined
  readonly atMs: number
}

/** What a link is told last, as a wire string, and why it ends. */
export interface LastWords {
  readonly words: string
  readonly cause: EndCause
}

interface DeliveryOptions {
  /** Sees to it that `flush` is called at the end of this turn of the event loop; not called again before that. */
  readonly schedule: () => void
  /** Bytes of public lines and of answers after which a turn is flushed early. */
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
  readonly #readership = new Readership()
  readonly #turn = new Turn(this.#readers, this.#readership)
  readonly #options: DeliveryOptions
  /** Bytes that links were told alone since the last `flush`, written early or not. */
  readonly #told = new Map<Reader, number>()
  #isScheduled = false
  #writes = 0
  #isWriting = false

  constructor(options: DeliveryOptions) {
    this.#options = options
  }

  /** How often links were written to. */
  get writes(): number {
    return this.#writes
  }

  /** A link that may be written to from now on. */
  attach(id: MemberId, link: Link): void {
    const reader = createReader(id, link)
    this.#turn.admit(reader)
    this.#readers.set(id, reader)
  }

  /**
   * Ends the link politely, after all that it is still to see and these last words; they answer the command
   * of that label. Does nothing for who is gone.
   */
  detach(id: MemberId, { words, cause }: LastWords, label?: string): void {
    const reader = this.#readers.get(id)
    if (reader === undefined) return
    const answered = labelFor(reader, label)
    const tag = answered === undefined ? '' : `@label=${escapeTagValue(answered)} `
    const text = this.#turn.release(reader) + tag + words
    this.#readership.removeAll(reader)
    this.#readers.delete(id)
    reader.link.end(Buffer.from(text, 'latin1'), cause)
  }

  /** What was said before is still written in the form of the capabilities before. */
  setCaps(id: MemberId, caps: CapSet): void {
    const reader = this.#readers.get(id)
    if (reader === undefined) return
    this.#turn.catchUp(reader)
    reader.caps = caps
  }

  /**
   * What this link has not taken yet, and what it was told alone in this turn of the event loop: the latter counts even
   * if the system has taken it, since it was work that everybody else waited for. 0 for who is gone.
   */
  unsentBytes(id: MemberId): number {
    const reader = this.#readers.get(id)
    return reader === undefined ? 0 : reader.link.unsentBytes + (this.#told.get(reader) ?? 0)
  }

  /** Delivers what one request brought about, in order. The asker's own copies and answers carry its label. */
  deliver(outcomes: readonly Outcome[], asker?: Asker): void {
    const reader = asker === undefined ? undefined : this.#readers.get(asker.id)
    const label = reader === undefined ? undefined : labelFor(reader, asker?.label)
    // Without a label, answers leave where they stand among the public lines; with one, all of them together at the end.
    const labelled: OutLine[] | undefined = label === undefined ? undefined : []
    for (const outcome of outcomes) {
      this.#deliverOne(outcome, reader, labelled)
      this.#writeEarly()
    }
    if (reader !== undefined && label !== undefined && labelled !== undefined) {
      const responding = this.#responding(reader, asker?.atMs ?? 0)
      this.#tell(reader, respondLabelled(labelled, reader.caps, label, responding))
    }
    this.#writeEarly()
  }

  /** Writes everything of this turn: one write for each touched link. */
  flush(): void {
    this.#isScheduled = false
    this.#told.clear()
    this.#write()
  }

  #deliverOne(outcome: Outcome, asker: Reader | undefined, labelled: OutLine[] | undefined): void {
    switch (outcome.type) {
      case 'said':
        return this.#say(outcome, asker, labelled)
      case 'replied':
        return this.#answer(this.#readers.get(outcome.to), outcome.line, asker, labelled)
      case 'subscribed':
      case 'unsubscribed':
        return this.#subscribe(outcome)
      case 'admitted':
      case 'denied':
      case 'loggedIn':
      case 'accountChanged':
      case 'accountDropped':
      case 'renamed':
      case 'configured':
      case 'noted':
      case 'ruled':
      case 'expelled':
      case 'failed':
    }
  }

  #say(said: Said, asker: Reader | undefined, labelled: OutLine[] | undefined): void {
    const { line, to, echoOf } = said
    const sender = echoOf === undefined || echoOf === asker?.id ? asker : this.#readers.get(echoOf)
    const copy = sender === undefined ? 'shared' : senderCopy(said, sender, labelled !== undefined)
    const { channels, also, except } = to
    if (sender === undefined || copy === 'shared' || copy === 'both')
      this.#publish({ line, channels, also, except })
    else this.#publish({ line, channels, also, except: [...except, sender.id] })
    if (copy === 'answered' || copy === 'both') this.#answer(sender, line, asker, labelled)
  }

  /** A line to all whom it is for. What is for no channel is not worth a place in the log. */
  #publish(item: TurnItem): void {
    if (item.channels.length > 0) {
      this.#turn.append(item)
      return this.#schedule()
    }
    for (const id of item.also) {
      const reader = this.#readers.get(id)
      if (reader !== undefined && !item.except.includes(id))
        this.#tell(reader, encode(item.line, reader.caps))
    }
  }

  #answer(
    reader: Reader | undefined,
    line: OutLine,
    asker: Reader | undefined,
    labelled: OutLine[] | undefined,
  ): void {
    if (reader === undefined) return
    if (reader === asker && labelled !== undefined) labelled.push(line)
    else if (line.inside === undefined) this.#tell(reader, encode(line, reader.caps))
    else this.#tell(reader, respond(line, reader.caps, this.#responding(reader, line.atMs)))
  }

  #responding(reader: Reader, atMs: number): Responding {
    return { server: this.#options.server, atMs, nextBatch: () => String(++reader.batches) }
  }

  #tell(reader: Reader, text: string): void {
    if (text === '') return
    this.#turn.tell(reader, text)
    this.#told.set(reader, (this.#told.get(reader) ?? 0) + text.length)
    this.#schedule()
  }

  #subscribe({ type, member, channel }: Extract<Outcome, { type: 'subscribed' | 'unsubscribed' }>): void {
    const reader = this.#readers.get(member)
    if (reader === undefined) return
    this.#turn.catchUp(reader)
    if (type === 'subscribed') this.#readership.add(reader, channel)
    else this.#readership.remove(reader, channel)
  }

  #schedule(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    this.#options.schedule()
  }

  /** A turn that has grown large reaches the outboxes, and so their bounds, before it ends. */
  #writeEarly(): void {
    if (this.#turn.bytes >= this.#options.turnBytes) this.#write()
  }

  /**
   * A link may end while it is written to, and what comes of that is delivered at once: into the next turn, which is
   * not written before this one is.
   */
  #write(): void {
    if (this.#isWriting) return this.#schedule()
    this.#isWriting = true
    const writes = this.#turn.take()
    this.#writes += writes.length
    for (const { reader, bytes } of writes) reader.link.write(bytes)
    this.#isWriting = false
  }
}

/** A label counts where it can be answered: with labeled-response and batch. */
function labelFor({ caps }: Reader, label: string | undefined): string | undefined {
  return has(caps, 'labeled-response') && has(caps, 'batch') ? label : undefined
}
