import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { Rung } from '../../src/protocol/hub.ts'
import type { Host } from './hosts.ts'

/** How long looks take, measured in one process with new sockets for each: what starting Node takes is not discovery's. */

interface Looks {
  readonly times: number
  /** How many rooms have to be there; one by default. */
  readonly rooms?: number
  readonly withinMs?: number
  readonly pauseMs?: number
  /** Where rooms were before. */
  readonly addresses?: readonly string[]
  /** Whether neighbours are forgotten before each look. */
  readonly forget?: boolean
  /** These rungs alone, and not the ladder. */
  readonly rungs?: readonly Rung[]
}

const finder = fileURLToPath(new URL('finder.mjs', import.meta.url))

/**
 * The looks of a host, sorted, in ms; every one of them finds what it looks for. The first one, which has the code to
 * compile and the neighbours to learn, is not among them.
 */
export async function looks(on: Host, what: Looks): Promise<{ median: number; p95: number }> {
  const { code, out, err } = await on.node(finder, JSON.stringify({ ...what, times: what.times + 1 })).ended
  expect([code, err]).toEqual([0, ''])
  const all: { ms: number | null; found: number }[] = JSON.parse(out)
  const took = all.slice(1).map(({ ms }) => ms)
  expect(took).not.toContain(null)
  const sorted = took.map(Number).toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN
  return { median: at(0.5), p95: at(0.95) }
}

/** On two cores that others share, a time that holds alone is held to so many times itself; bench/discovery has the figures. */
export const generous = 10
