import type { Results } from './results.ts'
import type { FigureName, Row, ServerName } from './rows.ts'
import { type Spread, pairRatios, spreadOf } from './stats.ts'

/** A bound on the ratio of two servers in one run; what a machine can do besides does not matter. */
export interface Gate {
  readonly row: Row['name']
  readonly figure: FigureName
  readonly server: ServerName
  readonly base: ServerName
  /** What is wanted. */
  readonly aim: number
  /** Above it the gate fails: what is reached or wanted, and a margin for a machine that others use as well. */
  readonly limit: number
}

export interface Verdict {
  readonly gate: Gate
  readonly ratio: Spread
  readonly passed: boolean
  readonly reached: boolean
}

export function judge(gate: Gate, results: Results): Verdict {
  const ratio = ratioOf(results, gate.row, gate.figure, gate.server, gate.base)
  return { gate, ratio, passed: ratio.median <= gate.limit, reached: ratio.median <= gate.aim }
}

/** How a server stands to another in a row: the pairs' ratios. */
export function ratioOf(
  results: Results,
  row: Row['name'],
  figure: FigureName,
  server: ServerName,
  base: ServerName,
): Spread {
  return spreadOf(pairRatios(results.values(row, server, figure), results.values(row, base, figure)))
}

export function describeVerdict({ gate, ratio, passed, reached }: Verdict): string {
  const { row, server, base, aim, limit } = gate
  const range = `${ratio.min.toFixed(2)} to ${ratio.max.toFixed(2)} in ${ratio.count} pairs`
  const verdict = passed ? (reached ? 'ok    ' : 'ok, not yet the aim') : 'FAILED'
  return `${verdict} ${row}: ${server} / ${base} = ${ratio.median.toFixed(2)} (${range}; aim ${aim}, gate ${limit})`
}
