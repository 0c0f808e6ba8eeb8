import type { Measured, Sample } from '../../../ops/exposition.ts'
import type { Facts } from './facts.ts'
import { metricRows } from './table.ts'

/** What every metric is now. One of which nothing is known has no samples. */
export function measure(facts: Facts): Measured[] {
  return metricRows.flatMap(([name, row]): Measured[] => {
    const { means } = row
    if (row.type === 'histogram') {
      const value = row.read(facts)
      return value === undefined ? [] : [{ name, means, type: row.type, value }]
    }
    const labels = Object.keys(row.labels ?? {})
    return [{ name, means, type: row.type, samples: samplesOf(labels, row.read(facts)) }]
  })
}

type Values = number | undefined | readonly (readonly [...labels: string[], value: number])[]

function samplesOf(labels: readonly string[], values: Values): Sample[] {
  if (values === undefined) return []
  if (typeof values === 'number') return [{ labels: {}, value: values }]
  return values.map((one) => ({
    labels: Object.fromEntries(labels.map((label, i) => [label, String(one[i])])),
    value: Number(one.at(-1)),
  }))
}
