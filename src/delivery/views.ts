import type { CapSet } from '../protocol/caps.ts'
import type { ChannelId } from '../room/room.ts'
import type { TurnItem, TurnLog } from './turn-log.ts'

/**
 * One form of the shared bytes of a turn: who sees the same channels since the same point in the same capability
 * class. Views form a tree: a link walks one step for each touched channel that it is in, so links that end at the
 * same node share its bytes, and finding a view costs a link one step a channel, not a comparison of sets.
 */
export class View {
  readonly from: number
  readonly capClass: CapSet
  readonly #channels: readonly ChannelId[]
  readonly #next: View[] = []
  #bytes: Buffer | undefined
  /** Where each line of the log from `from` on begins in the bytes, and where the last one ends. */
  readonly #bounds: number[] = [0]

  constructor(from: number, capClass: CapSet, channels: readonly ChannelId[]) {
    this.from = from
    this.capClass = capClass
    this.#channels = channels
  }

  /** The view of who sees one channel more, which has to be a later one than all before. */
  with(channel: ChannelId): View {
    // Channels are walked one after the other, so the one that is asked for is nearly always the latest.
    let view = this.#next.at(-1)
    if (view === undefined || view.#channels.at(-1) !== channel) {
      view = new View(this.from, this.capClass, [...this.#channels, channel])
      this.#next.push(view)
    }
    return view
  }

  /** The view's bytes, built at the first call and then shared; empty when there is nothing to see. */
  bytes(log: TurnLog): Buffer {
    this.#bytes ??= this.#build(log)
    return this.#bytes
  }

  /** The bytes without some lines, given by their places in the log in order: cut out of what is shared, not built again. */
  bytesWithout(hidden: readonly number[], log: TurnLog): Buffer {
    const bytes = this.bytes(log)
    const parts: Buffer[] = []
    let begin = 0
    const keep = (end: number): void => {
      if (end > begin) parts.push(bytes.subarray(begin, end))
    }
    for (const place of hidden) {
      if (place < this.from) continue
      keep(this.#boundAt(place))
      begin = this.#boundAt(place + 1)
    }
    keep(bytes.length)
    const [first] = parts
    return first !== undefined && parts.length === 1 ? first : Buffer.concat(parts)
  }

  #boundAt(place: number): number {
    return this.#bounds[place - this.from] ?? 0
  }

  #build(log: TurnLog): Buffer {
    const seen = new Set(this.#channels)
    const sees = ({ channels }: TurnItem): boolean => channels.some((channel) => seen.has(channel))
    const lines = log.lines(this.from, this.capClass, sees)
    let end = 0
    for (const line of lines) this.#bounds.push((end += line.length))
    return Buffer.from(lines.join(''), 'latin1')
  }
}

/** The roots of one turn's views: one for each point in the turn and capability class. */
export class Views {
  readonly #roots = new Map<number, Map<CapSet, View>>()
  #latest: View | undefined

  root(from: number, capClass: CapSet): View {
    const latest = this.#latest
    if (latest?.from === from && latest.capClass === capClass) return latest
    let classes = this.#roots.get(from)
    if (classes === undefined) this.#roots.set(from, (classes = new Map()))
    let view = classes.get(capClass)
    if (view === undefined) classes.set(capClass, (view = new View(from, capClass, [])))
    this.#latest = view
    return view
  }
}
