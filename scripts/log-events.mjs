// @ts-check

/** @typedef {{ level: string, means: string, fields: Readonly<Record<string, string>> }} Row */

/**
 * docs/log-events.md, made from the table of events.
 * @param {Readonly<Record<string, Row>>} events
 */
export function logEventsPage(events) {
  return `${[intro, ...Object.entries(events).map(([name, row]) => section(name, row))].join('\n\n')}\n`
}

const intro = `# Log events

<!-- Made by "npm run docs" from src/ops/events.ts. -->

The log is \`earshot.log\` in the log directory: a JSON object a line. Every line has these fields, then those of its
event:

- \`level\`: debug, info, warn, error or fatal
- \`time\`: ISO 8601, UTC, with milliseconds
- \`pid\`: of the daemon
- \`boot\`: tells one life of the daemon from another
- \`evt\`: one of the events below; there are no others

What came from elsewhere (nicks, reasons) stands in fields only, and whatever could act on a terminal is escaped. What
people say to one another is never logged. A fault (\`err\`) has \`type\`, \`message\`, \`code\` if the system gave one,
and \`stack\`.`

/** @param {string} name @param {Row} row */
function section(name, { level, means, fields }) {
  const lines = Object.entries(fields).map(([field, meaning]) => `- \`${field}\`: ${meaning}`)
  return [`## ${name}`, `**${level}** ${means}`, ...(lines.length > 0 ? [lines.join('\n')] : [])].join('\n\n')
}
