// @ts-check

/** @typedef {{ type: string, means: string, labels?: Readonly<Record<string, string>> }} Row */

/**
 * docs/metrics.md, made from the table of metrics.
 * @param {readonly (readonly [name: string, row: Row])[]} rows
 */
export function metricsPage(rows) {
  return `${[intro, ...rows.map(([name, row]) => section(name, row))].join('\n\n')}\n`
}

const intro = `# Metrics

<!-- Made by "npm run docs" from src/cli/daemon/metrics/table.ts. -->

\`http://HOST:16667/metrics\` says what is counted, as Prometheus reads it (text format 0.0.4), to this computer and to the
networks of \`--metrics-allow\`. Counters count from the start of the daemon. Nothing says who somebody is. What to make of
them is in [watching.md](watching.md).`

/** @param {string} name @param {Row} row */
function section(name, { type, means, labels = {} }) {
  const lines = Object.entries(labels).map(([label, meaning]) => `- \`${label}\`: ${meaning}`)
  return [`## ${name}`, `**${type}** ${means}.`, ...(lines.length > 0 ? [lines.join('\n')] : [])].join('\n\n')
}
