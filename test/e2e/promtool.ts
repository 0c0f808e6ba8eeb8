import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The rules that we ship. */
export const rulesFile = fileURLToPath(new URL('../../share/prometheus/earshot.rules.yml', import.meta.url))

/** The names of the alerts in it. */
export function alertNames(): string[] {
  return [...readFileSync(rulesFile, 'utf8').matchAll(/- alert: (\w+)/g)].map(([, name]) => name ?? '')
}

/** Why promtool cannot be used here; undefined when it can. */
export const whyNoPromtool =
  spawnSync('promtool', ['--version']).error === undefined
    ? undefined
    : 'promtool is missing: apt install prometheus'

/** Runs promtool; what it complains of, or nothing. */
export function promtool(args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync('promtool', args, { input, encoding: 'utf8' })
  return status === 0 ? '' : `${stdout}${stderr}`
}

/** What a daemon says, as values of an hour by series: all stay as they are. */
export type Series = ReadonlyMap<string, string>

/** Of a text of metrics, with the labels that Prometheus adds. */
export function seriesOf(text: string): Map<string, string> {
  const series = new Map([['up{job="earshot",instance="a"}', '1x60']])
  for (const line of text.split('\n')) {
    const [, name, labels = '', value] = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
    if (name === undefined || value === undefined) continue
    const all = [...(labels === '' ? [] : [labels]), 'job="earshot"', 'instance="a"'].join(',')
    series.set(`${name}{${all}}`, `${Number(value)}x60`)
  }
  return series
}

/** The alerts that fire after an hour of this, as promtool finds; of series that there are not it is a fault to speak. */
export function expectAlerts(
  dir: string,
  cases: readonly { series: Series; fires: readonly string[] }[],
): string {
  const tests = cases.map(({ series, fires }) => ({
    interval: '1m',
    input_series: [...series].map(([name, values]) => ({ series: name, values })),
    promql_expr_test: [
      {
        expr: 'count by (alertname) (ALERTS{alertstate="firing"})',
        eval_time: '1h',
        exp_samples: fires.map((name) => ({ labels: `{alertname="${name}"}`, value: 1 })),
      },
    ],
  }))
  const file = join(dir, 'rules-test.yml')
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ rule_files: [rulesFile], evaluation_interval: '1m', tests }))
  return promtool(['test', 'rules', file])
}
