import type { CapSet } from '../protocol/caps.ts'
import type { ChannelKey } from '../room/room.ts'
import type { TurnLog } from './turn-log.ts'

/**
 * One form of the shared bytes of a turn: who sees the same channels since the same point in the same capability
 * class. Views form a tree: a link walks one step for each touched channel that it is in, so links that end at the
 * same node share its bytes, and finding a view costs a link one step a channel, not a comparison of sets.
 */
export class View {
  readonly #from: number
  readonly #caps: CapSet
  readonly #channels: readonly ChannelKey[]
  #next: Map<ChannelKey, View> | undefined
  #bytes: Buffer | undefined

  constructor(from: number, caps: CapSet, channels: readonly ChannelKey[]) {
    this.#from = from
    this.#caps = caps
    this.#channels = channels
  }

  /** The view of who sees one channel more. */
  with(channel: ChannelKey): View {
    this.#next ??= new Map()
    let view = this.#next.get(channel)
    if (view === undefined) {
      view = new View(this.#from, this.#caps, [...this.#channels, channel])
      this.#next.set(channel, view)
    }
    return view
  }

  /** The view's bytes, built at the first call and then shared; empty when there is nothing to see. */
  bytes(log: TurnLog): Buffer {
    this.#bytes ??= Buffer.from(this.#build(log), 'latin1')
    return this.#bytes
  }

  #build(log: TurnLog): string {
    const channels = new Set(this.#channels)
    return log.text(this.#from, this.#caps, (item) => item.channels.some((channel) => channels.has(channel)))
  }
}

/** The roots of one turn's views: one for each point in the turn and capability class. */
export class Views {
  readonly #roots = new Map<number, Map<CapSet, View>>()

  root(from: number, capClass: CapSet): View {
    let classes = this.#roots.get(from)
    if (classes === undefined) this.#roots.set(from, (classes = new Map()))
    let view = classes.get(capClass)
    if (view === undefined) classes.set(capClass, (view = new View(from, capClass, [])))
    return view
  }
}
