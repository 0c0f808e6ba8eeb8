// @ts-check

/**
 * @typedef {{ kind: { form: string, choices?: readonly string[] }, group: string, describe: string,
 *   default?: readonly string[], otherwise?: string, example: string, applies: string }} Row
 * @typedef {Readonly<Record<string, Row>>} Settings
 * @typedef {{ daemon: Settings, client: Settings, variableOf: (name: string) => string }} Tables
 */

/** docs/configuration.md, made from the tables of settings. @param {Tables} tables */
export function configPage({ daemon, client, variableOf }) {
  return `${[
    intro,
    '## [daemon]',
    'What `earshot daemon` takes as an option of the same name.',
    table(daemon, variableOf, true),
    '## [client]',
    'What `earshot`, `send` and `listen` take, as far as their command line does not say it.',
    table(client, variableOf, false),
  ].join('\n\n')}\n`
}

/** share/config.toml: every setting with its default, or an example, behind a #. @param {Tables} tables */
export function configExample({ daemon, client }) {
  return `${[
    '# Settings of earshot. Made by "npm run docs": what is behind a # is the default, or an example.',
    '# What is read, and which value counts:   earshot config path, earshot config show',
    '# Is it right?                            earshot config check FILE',
    ...exampleTable('daemon', daemon),
    ...exampleTable('client', client),
  ].join('\n')}\n`
}

const intro = `# Configuration

<!-- Made by "npm run docs" from src/cli/config. -->

Nothing has to be configured. What can be is said in one of these places; the first that says it counts:

1. the command line: \`earshot daemon --log-level debug\`
2. the environment: \`EARSHOT_LOG_LEVEL=debug\`; of a list, commas stand between
3. the user's file: \`$XDG_CONFIG_HOME/earshot/config.toml\`, which is \`~/.config/earshot/config.toml\`
4. the system's file: \`/etc/earshot/config.toml\`
5. the default

\`--config FILE\`, or \`EARSHOT_CONFIG\`, names a file that is read instead of both. Files are [TOML](https://toml.io) with
two tables, [daemon] and [client]; [share/config.toml](../share/config.toml) has every setting. A relative path in a file
begins at its directory.

    earshot config path     which files are read
    earshot config show     every setting as it holds, and who says it
    earshot config check    whether all is right, and the files that the settings name are too

A key that is not known, a value of another type or unit, and a file that cannot be read are errors: file, line, and
what to write. A file whose last line has no end is taken for half written and refused.

\`earshot reload\` (or SIGHUP, or an operator's \`REHASH\`) reads it all again in a daemon that runs: all of it holds, or
nothing of it. "reload" below: another value holds from then on. "restart": it does after the next start, and the reload
says so.`

/** @param {Settings} settings @param {(name: string) => string} variableOf @param {boolean} isReloaded */
function table(settings, variableOf, isReloaded) {
  const head = [
    'setting',
    'what',
    'default',
    'example',
    'environment',
    ...(isReloaded ? ['holds after'] : []),
  ]
  const rows = Object.entries(settings).map(([name, row]) => [
    `\`${name}\``,
    row.describe,
    defaultOf(row),
    `\`${row.example}\``,
    `\`${variableOf(name)}\``,
    ...(isReloaded ? [row.applies] : []),
  ])
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** @param {Row} row */
const defaultOf = (row) =>
  row.otherwise ?? ((row.default ?? []).length > 0 ? `\`${row.default?.join(', ')}\`` : '')

/** @param {string} name @param {Settings} settings */
function exampleTable(name, settings) {
  return [
    '',
    `[${name}]`,
    ...Object.entries(settings).flatMap(([key, row]) => ['', ...comment(row), written(key, row)]),
  ]
}

/** @param {string} key @param {Row} row */
function written(key, { kind, default: texts, example }) {
  const [text] = texts ?? []
  if (text === undefined) return `# ${key} = ${example}`
  return `# ${key} = ${kind.form === 'text' ? JSON.stringify(text) : text}`
}

/** In lines of at most 100 columns. @param {Row} row */
function comment({ describe, otherwise, kind: { choices } }) {
  const words = [
    ...describe.split(' '),
    ...(choices === undefined ? [] : `(${choices.join(', ')})`.split(' ')),
    ...(otherwise === undefined ? [] : `(otherwise: ${otherwise})`.split(' ')),
  ]
  const lines = ['##']
  for (const word of words) {
    if (`${lines.at(-1)} ${word}`.length > 100) lines.push('##')
    lines[lines.length - 1] += ` ${word}`
  }
  return lines
}
