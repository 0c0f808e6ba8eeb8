import type { ChannelId, MemberId } from '../room/room.ts'
import { type Reader, sees } from './reader.ts'
import type { Readership } from './readership.ts'
import { type TurnItem, TurnLog } from './turn-log.ts'
import { Views } from './views.ts'

/** The bytes of one turn for one link. */
export interface Write {
  readonly reader: Reader
  readonly bytes: Buffer
}

/**
 * What one turn of the event loop sends: the log of its public lines, and the bytes that are one link's alone.
 * The contract:
 * - a link's bytes stand in the order of the calls, private and public alike;
 * - links that see the same get the same buffer;
 * - a line costs the same however many see it, until the turn is taken.
 */
export class Turn {
  readonly #readers: ReadonlyMap<MemberId, Reader>
  readonly #readership: Readership
  readonly #log = new TurnLog()
  /** Channels that the log speaks of. */
  #touched = new Set<ChannelId>()
  /** Links that have bytes of their own, or that a line names. */
  #alone: Reader[] = []
  /** Places in the log of lines that are for a link's channels and not for it: what it said itself. */
  #hidden = new Map<Reader, number[]>()
  /** Bytes that links were told alone. */
  #toldBytes = 0
  /** Tells one turn from another. */
  #number = 1

  constructor(readers: ReadonlyMap<MemberId, Reader>, readership: Readership) {
    this.#readers = readers
    this.#readership = readership
  }

  /** What the public lines weigh so far, and what was told to links alone. */
  get bytes(): number {
    return this.#log.bytes + this.#toldBytes
  }

  /** A public line for channels. */
  append(item: TurnItem): void {
    for (const id of item.also) this.#setAlone(this.#readers.get(id))
    for (const id of item.except) this.#hide(this.#readers.get(id), this.#log.length)
    this.#log.append(item)
    for (const channel of item.channels) this.#touched.add(channel)
  }

  /** A link that sees nothing of what was said before it came. */
  admit(reader: Reader): void {
    reader.turn = this.#number
    reader.from = this.#log.length
  }

  /** Bytes for one link. */
  tell(reader: Reader, text: string): void {
    this.catchUp(reader)
    reader.pending += text
    this.#toldBytes += text.length
    this.#setAlone(reader)
  }

  /** Moves what the link sees of the log so far into its own bytes; to be called before anything changes what it sees. */
  catchUp(reader: Reader): void {
    const from = this.#from(reader)
    if (from === this.#log.length) return
    const text = this.#log.lines(from, reader.caps, (item) => sees(reader, item)).join('')
    this.admit(reader)
    if (text === '') return
    reader.pending += text
    this.#setAlone(reader)
  }

  /** All that the link is still to get; the turn knows it no longer. */
  release(reader: Reader): string {
    this.catchUp(reader)
    const text = reader.pending
    reader.pending = ''
    reader.isAlone = false
    return text
  }

  /** Ends the turn and begins the next: one write for each link that sees anything of it. */
  take(): Write[] {
    const writes: Write[] = []
    for (const reader of this.#alone) {
      if (!reader.isAlone) continue
      this.catchUp(reader)
      if (reader.pending !== '') writes.push({ reader, bytes: Buffer.from(reader.pending, 'latin1') })
      reader.pending = ''
    }
    this.#takeShared(writes)
    for (const reader of this.#alone) reader.isAlone = false
    this.#alone = []
    this.#hidden = new Map()
    this.#touched = new Set()
    this.#log.clear()
    this.#toldBytes = 0
    this.#number++
    return writes
  }

  /** Every link that is in a touched channel and has no bytes of its own, with the bytes of its view. */
  #takeShared(writes: Write[]): void {
    const views = new Views()
    const walked: Reader[] = []
    for (const channel of this.#touched) {
      for (const reader of this.#readership.of(channel)) {
        if (reader.isAlone) continue
        let view = reader.view
        if (view === undefined) {
          view = views.root(this.#from(reader), this.#log.classOf(reader.caps))
          walked.push(reader)
        }
        reader.view = view.with(channel)
      }
    }
    for (const reader of walked) {
      const hidden = this.#hidden.get(reader)
      const bytes =
        hidden === undefined ? reader.view?.bytes(this.#log) : reader.view?.bytesWithout(hidden, this.#log)
      reader.view = undefined
      if (bytes !== undefined && bytes.length > 0) writes.push({ reader, bytes })
    }
  }

  #from(reader: Reader): number {
    return reader.turn === this.#number ? reader.from : 0
  }

  #hide(reader: Reader | undefined, place: number): void {
    if (reader === undefined) return
    const hidden = this.#hidden.get(reader)
    if (hidden === undefined) this.#hidden.set(reader, [place])
    else hidden.push(place)
  }

  #setAlone(reader: Reader | undefined): void {
    if (reader === undefined || reader.isAlone) return
    reader.isAlone = true
    this.#alone.push(reader)
  }
}
