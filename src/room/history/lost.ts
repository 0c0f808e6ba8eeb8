import type { ChannelId } from '../room.ts'

/**
 * Up to where messages are lost that went with their channels: so that a channel that is founded again knows how far
 * back nothing is missing.
 */
export interface Lost {
  /** The number of the newest message that went, by channel; the one that went first is the first. */
  readonly newest: Map<ChannelId, number>
  /** The same of all names that are known no longer. */
  others: number
}

/** Nothing is lost yet. */
export function createLost(): Lost {
  return { newest: new Map(), others: 0 }
}

/** What was said under a name is gone, up to this message (0: nothing was). No more than `most` names are known. */
export function lose(lost: Lost, id: ChannelId, seq: number, most: number): void {
  const { newest } = lost
  const before = newest.get(id) ?? 0
  if (seq <= before) return
  newest.delete(id)
  newest.set(id, seq)
  for (const [oldest, gone] of newest) {
    if (newest.size <= most) return
    newest.delete(oldest)
    lost.others = Math.max(lost.others, gone)
  }
}

/** The newest message that may have been said under a name and is gone; a channel of that name knows it from here on. */
export function takeLost({ newest, others }: Lost, id: ChannelId): number {
  const seq = newest.get(id) ?? 0
  newest.delete(id)
  return Math.max(seq, others)
}
