// @ts-check

/**
 * @typedef {import('./grammar.mjs').Command} Command
 * @typedef {{ commands: Command[], exits: readonly (readonly [number, string])[], version: string,
 *   files: readonly (readonly [string, string])[] }} ManInput
 */

/** share/man/earshot.1, in the macros of man(7). @param {ManInput} input */
export function manPage({ commands, exits, version, files }) {
  return `${[
    '.\\" Made by "npm run docs" from the grammar of the command line.',
    `.TH EARSHOT 1 "" "earshot ${version}" "User Commands"`,
    '.SH NAME',
    'earshot \\- a group chat for whoever is on this network',
    '.SH SYNOPSIS',
    '.B earshot',
    '[\\fIchannel\\fR]',
    '.br',
    '.B earshot',
    '\\fIcommand\\fR [\\fIoptions\\fR]',
    '.SH DESCRIPTION',
    ...text(
      'earshot finds the room on this network and joins it, or offers to start one here. Nobody types an address, nobody has to make an account. A room is a daemon that speaks IRC on one port; any IRC client and any browser can be in it.',
    ),
    '.PP',
    ...text('stdout is data, stderr is talk; --json gives one object a line.'),
    '.SH COMMANDS',
    ...commands.flatMap((one) => commandLines(one)),
    '.SH ENVIRONMENT',
    ...text(
      'EARSHOT_ with the name of a setting, in capitals and with _ for -, says what the option of that name does not: EARSHOT_LOG_LEVEL=debug. EARSHOT_CONFIG names a file of settings that is read instead of the usual ones. EARSHOT_DEBUG=1 shows where a fault is. NO_COLOR is heeded.',
    ),
    '.SH FILES',
    ...files.flatMap(([path, what]) => ['.TP', `.I ${escaped(path)}`, ...text(what)]),
    '.SH EXIT STATUS',
    ...exits.flatMap(([code, meaning]) => ['.TP', `.B ${code}`, ...text(meaning)]),
    '.SH SIGNALS',
    ...text(
      'SIGTERM and SIGINT stop a daemon politely, a second one at once. SIGHUP has a daemon that is in the background or under a service manager read its configuration again; any other it stops, as its terminal was closed.',
    ),
    '.SH SEE ALSO',
    '.BR systemctl (1),',
    '.BR journalctl (1)',
  ].join('\n')}\n`
}

/** @param {Command} command @returns {string[]} */
function commandLines({ usage, describe, options, commands }) {
  if (commands.length > 0) return commands.flatMap((one) => commandLines(one))
  return [
    `.SS earshot ${escaped(usage)}`,
    ...text(`${describe}.`),
    ...options.flatMap(({ names, describe: what, takes, choices, usual }) => [
      '.TP',
      `.B ${names.map((name) => escaped(name.length === 1 ? `-${name}` : `--${name}`)).join(', ')}${takes === 'value' ? ' \\fIVALUE\\fR' : ''}`,
      ...text(
        [
          what,
          ...(choices.length > 0 ? [`(${choices.join(', ')})`] : []),
          ...(usual === '' ? [] : [`[${usual}]`]),
        ].join(' '),
      ),
    ]),
  ]
}

/** A paragraph; a line of it must not begin as a request does. @param {string} said @returns {string[]} */
const text = (said) => [escaped(said).replace(/^[.']/, '\\&$&')]

/** @param {string} said */
const escaped = (said) =>
  said
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(
      /[^\0-\x7f]/gu,
      (one) => `\\[u${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    )
