// @ts-check

/** @typedef {{ log: string, level: string, means: string, fields: Readonly<Record<string, string>> }} Row */

/**
 * docs/log-events.md, made from the table of events.
 * @param {Readonly<Record<string, Row>>} events
 */
export function logEventsPage(events) {
  return `${[intro, ...Object.entries(events).map(([name, row]) => section(name, row))].join('\n\n')}\n`
}

const intro = `# Log events

<!-- Made by "npm run docs" from src/ops/events.ts. -->

The log is two files in the log directory: \`earshot.log\` is what the daemon does, \`audit.log\` who came and went, what
rights they used and what was changed. Each event is in one of them, a JSON object a line. \`earshot logs\` reads both, and
\`--log-level\` bounds the first alone. A file that has grown to 20 MB (\`--log-size\`) becomes \`earshot.log.1\` and so on, ten
in all (\`--log-files\`). Where the daemon's output is the journal of systemd, what is in \`earshot.log\` is there as well.

Every line has these fields, then those of its event:

- \`level\`: debug, info, warn, error or fatal
- \`time\`: ISO 8601, UTC, with milliseconds
- \`pid\`: of the daemon
- \`boot\`: tells one life of the daemon from another
- \`evt\`: one of the events below; there are no others

What came from elsewhere (nicks, reasons) stands in fields only, and whatever could act on a terminal is escaped. What
people say to one another is never logged here (\`--log-messages\` has a file of its own for it). A fault (\`err\`) has \`type\`,
\`message\`, \`code\` if the system gave one, and \`stack\`.`

/** @param {string} name @param {Row} row */
function section(name, { log, level, means, fields }) {
  const lines = Object.entries(fields).map(([field, meaning]) => `- \`${field}\`: ${meaning}`)
  return [
    `## ${name}`,
    `**${level}**, \`${log}.log\`: ${means}`,
    ...(lines.length > 0 ? [lines.join('\n')] : []),
  ].join('\n\n')
}
