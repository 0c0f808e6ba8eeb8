import type { Kept } from './history.ts'

/** Lines of all histories in the order of their coming, any of which can be taken out. */
export interface Order {
  oldest: Kept | undefined
  newest: Kept | undefined
  /** What they weigh together. */
  bytes: number
  /** How many there are, and how many there were that are no more. */
  length: number
  removed: number
}

/** An order without lines. */
export function createOrder(): Order {
  return { oldest: undefined, newest: undefined, bytes: 0, length: 0, removed: 0 }
}

/** Puts a line behind all others. */
export function append(order: Order, kept: Kept): void {
  kept.older = order.newest
  if (order.newest === undefined) order.oldest = kept
  else order.newest.newer = kept
  order.newest = kept
  order.bytes += kept.bytes
  order.length++
}

/** Takes a line out, wherever it stands. */
export function remove(order: Order, kept: Kept): void {
  order.bytes -= kept.bytes
  order.length--
  order.removed++
  if (kept.older === undefined) order.oldest = kept.newer
  else kept.older.newer = kept.newer
  if (kept.newer === undefined) order.newest = kept.older
  else kept.newer.older = kept.older
  // An old line that waits to be collected would have its neighbours grow old with it.
  kept.older = undefined
  kept.newer = undefined
}

/** Two walks as one in the room's order, forwards by 1 and backwards by -1. */
export function* merged(
  ones: Generator<Kept>,
  others: Generator<Kept>,
  direction: 1 | -1 = 1,
): Generator<Kept> {
  let one = ones.next()
  let other = others.next()
  for (;;) {
    if (one.done !== true && (other.done === true || (one.value.seq - other.value.seq) * direction < 0)) {
      yield one.value
      one = ones.next()
    } else if (other.done !== true) {
      yield other.value
      other = others.next()
    } else return
  }
}
