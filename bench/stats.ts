/** What repeated measurements of one thing come to. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
  readonly count: number
}

/** @throws {RangeError} where there is nothing to sum up: a figure that was not measured must not look like one */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('no values: nothing was measured')
  return {
    median: percentile(values, 50),
    min: Math.min(...values),
    max: Math.max(...values),
    count: values.length,
  }
}

/** The value that `percent` of the values do not exceed, between two values where it falls between them. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (percent / 100) * (sorted.length - 1)
  const low = sorted[Math.floor(at)]
  const high = sorted[Math.ceil(at)]
  if (low === undefined || high === undefined) throw new RangeError('no values: nothing was measured')
  return low + (high - low) * (at - Math.floor(at))
}

/**
 * The ratios of measurements that were taken in turns, pair by pair: what disturbed the machine for a while disturbed
 * both sides of a pair, so the median ratio tells more than the ratio of two medians.
 */
export function pairRatios(values: readonly number[], bases: readonly number[]): number[] {
  if (values.length !== bases.length) throw new RangeError('measurements in turns come in pairs')
  return values.map((value, i) => value / (bases[i] ?? NaN))
}
