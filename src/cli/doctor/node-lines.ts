/** A line of Node that its makers mend, or did. */
export interface NodeLine {
  /** Its last day. */
  readonly until: string
  /** The first of its versions without a hole that was known when this was written; absent of what was over by then. */
  readonly safe?: string
}

/** As of 2026-11-28: Node's schedule of releases, and its security releases up to that of 2026-10-21. */
export const nodeLines: Readonly<Record<number, NodeLine>> = {
  20: { until: '2026-04-30' },
  21: { until: '2024-06-01' },
  22: { until: '2027-04-30', safe: '22.23.4' },
  23: { until: '2025-06-01' },
  24: { until: '2028-04-30', safe: '24.22.1' },
  25: { until: '2026-06-01' },
  26: { until: '2029-04-30', safe: '26.12.1' },
}
