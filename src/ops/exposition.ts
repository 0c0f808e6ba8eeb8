/** One value of a metric, with its labels. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** A histogram: how many were up to each bound, in all, and what they sum up to. */
export interface HistogramValue {
  readonly bounds: readonly number[]
  readonly upTo: readonly number[]
  readonly count: number
  readonly sum: number
}

/** A metric with what it is now. */
export type Measured = { readonly name: string; readonly means: string } & (
  | { readonly type: 'counter' | 'gauge'; readonly samples: readonly Sample[] }
  | { readonly type: 'histogram'; readonly value: HistogramValue }
)

/** Metrics in the text format of Prometheus, version 0.0.4. */
export function exposition(metrics: readonly Measured[]): string {
  return metrics.flatMap(linesOf).join('')
}

function linesOf(metric: Measured): string[] {
  const { name, means, type } = metric
  const samples =
    type === 'histogram' ? histogramLines(name, metric.value) : metric.samples.map((one) => line(name, one))
  if (samples.length === 0) return []
  return [`# HELP ${name} ${escape(means, /[\\\n]/g)}\n`, `# TYPE ${name} ${type}\n`, ...samples]
}

function histogramLines(name: string, { bounds, upTo, count, sum }: HistogramValue): string[] {
  const buckets = bounds.map((bound, i) =>
    line(`${name}_bucket`, { labels: { le: String(bound) }, value: upTo[i] ?? 0 }),
  )
  return [
    ...buckets,
    line(`${name}_bucket`, { labels: { le: '+Inf' }, value: count }),
    line(`${name}_sum`, { labels: {}, value: sum }),
    line(`${name}_count`, { labels: {}, value: count }),
  ]
}

function line(name: string, { labels, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escape(text, /[\\\n"]/g)}"`)
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}\n`
}

function escape(text: string, marks: RegExp): string {
  return text.replace(marks, (mark) => (mark === '\n' ? '\\n' : `\\${mark}`))
}
