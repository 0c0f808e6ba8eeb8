import type { Faults } from './lane.ts'

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What a round's network does: of the n-th connection it depends on the seed and n alone, not on what else happens. */
export function drawFaults(seed: number): (n: number) => { readonly up: Faults; readonly down: Faults } {
  return (n) => {
    const random = seeded(Math.imul(seed, 0x9e3779b1) ^ n)
    return { up: drawLane(random), down: drawLane(random) }
  }
}

/** Each direction has numbers of its own, so that what the other carries does not change them. */
function drawLane(random: () => number): Faults {
  const own = seeded(random() * 2 ** 32)
  const upTo = (most: number): number => 1 + Math.floor(own() * most)
  const slowestMs = pick(own, [0, 0, 5, 50])
  const largestBytes = pick(own, [1, 7, 512, 65_536])
  const by = pick(own, [undefined, undefined, 'reset', 'end', 'freeze'] as const)
  return {
    delayMs: () => own() * slowestMs,
    pieceBytes: () => upTo(largestBytes),
    ...(by === undefined ? {} : { cut: { afterBytes: upTo(4_000), by } }),
  }
}

/** One of these. */
export function pick<T>(random: () => number, from: readonly [T, ...T[]]): T {
  return from[Math.floor(random() * from.length)] ?? from[0]
}
