import { describe, expect, it } from 'vitest'
import { exposition } from '../../src/ops/exposition.ts'

describe('exposition', () => {
  it('has what a metric means, its type, and a line for each value', () => {
    const samples = [
      { labels: { state: 'active', transport: 'tls' }, value: 3 },
      { labels: {}, value: 0.25 },
    ]
    expect(exposition([{ name: 'n', means: 'How many', type: 'gauge', samples }])).toBe(
      '# HELP n How many\n# TYPE n gauge\nn{state="active",transport="tls"} 3\nn 0.25\n',
    )
  })

  it('leaves out what has no value', () => {
    expect(exposition([{ name: 'n', means: 'm', type: 'counter', samples: [] }])).toBe('')
  })

  it('escapes what would end a line or a label', () => {
    const samples = [{ labels: { a: 'x"\\\n' }, value: 1 }]
    expect(exposition([{ name: 'n', means: 'one\ntwo\\', type: 'counter', samples }])).toBe(
      '# HELP n one\\ntwo\\\\\n# TYPE n counter\nn{a="x\\"\\\\\\n"} 1\n',
    )
  })

  it('has the buckets of a histogram up to all that there were', () => {
    const value = { bounds: [0.1, 1], upTo: [2, 3], count: 4, sum: 7.5 }
    expect(exposition([{ name: 'n', means: 'm', type: 'histogram', value }])).toBe(
      '# HELP n m\n# TYPE n histogram\nn_bucket{le="0.1"} 2\nn_bucket{le="1"} 3\nn_bucket{le="+Inf"} 4\nn_sum 7.5\nn_count 4\n',
    )
  })
})
