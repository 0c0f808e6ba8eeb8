// @ts-check

/**
 * @typedef {{ syntax: string, cost: number, isListed?: true, right?: string, before?: unknown }} Command
 * @typedef {{ verbs?: readonly string[], tags?: readonly string[], without?: Readonly<Record<string, unknown>> }} Cap
 * @typedef {{ default: number, of: string, over: string }} Limit
 * @typedef {{ type: string, is: string, isPrivate?: true, prefix?: string }} Mode
 * @typedef {{ commands: ReadonlyMap<string, Command>, caps: Readonly<Record<string, Cap>>, limits: Readonly<Record<string, Limit>>, modes: Readonly<Record<string, Mode>>, tokens: readonly string[][], numerics: Readonly<Record<string, (...args: unknown[]) => readonly string[]>> }} Tables
 */

/**
 * docs/protocol.md, made from the tables of the code.
 * @param {Tables} tables
 */
export function protocolPage({ commands, caps, limits, modes, tokens, numerics }) {
  const sections = [
    intro,
    '## Commands',
    `A token is what the rate limit takes (\`rateBurst\`, \`ratePerSecond\` below). Lists have commas and take their tokens for
each name where it says so. "Before" is before registration is done; other commands are answered 451 there.`,
    table(['command', 'parameters', 'tokens', 'who, when', 'specification'], [...commands].map(commandRow)),
    '## Capabilities',
    `Each is off until it is asked for (IRCv3 capability-negotiation, version 302). What each changes of
what its holder is sent stands here; one without an entry decides which lines are sent, or how they are answered. \`EXTERNAL\` is offered
to who shows a certificate; [accounts.md](accounts.md) says how one logs in.`,
    table(
      ['capability', 'specification', 'verbs only with it', 'tags only with it', 'other forms without it'],
      Object.entries(caps).map(capRow),
    ),
    '## Channel modes',
    `Types are those of CHANMODES (Modern IRC, "MODE message"); a rank is of a member. A new channel has \`+nt\`, and its founder \`+o\`.
Operators change modes; what is wrong in a MODE is answered, each fault once, and the rest of it is done.
A mask is \`nick!user@host\`; what is missing is \`*\`, and a word alone is a host if it has a dot or a colon, else a nick.
It is held against the host that others see and against the address. An operator's INVITE lets in past +i, +k, +l and +b, once.`,
    table(['mode', 'type', 'what it does'], Object.entries(modes).map(modeRow)),
    '## User modes',
    `\`i\` shows to who shares a channel only, \`w\` hears WALLOPS, \`B\` is a [bot](${specifications}/bot-mode), \`o\` is an operator
of the room: OPER gives it, and a member may give it up. Operators of the room rule every channel.`,
    '## ISUPPORT',
    `What 005 tells (Modern IRC, "RPL_ISUPPORT Parameters"). \`earshot/BOOT\` tells one life of the daemon from another.`,
    tokens
      .flat()
      .map((token) => `\`${token}\``)
      .join(' '),
    '## Numerics',
    `Names, parameters and texts are those of Modern IRC. The last parameter always has its colon.`,
    `${Object.entries(numerics)
      .map(([name, make]) => `${make(...nothing)[0]} ${name}`)
      .join(', ')}.`,
    '## Limits',
    'Bytes, milliseconds and so on as the name says.',
    table(['limit', 'default', 'of', 'when it is reached'], Object.entries(limits).map(limitRow)),
    behaviour,
  ]
  return `${sections.join('\n\n')}\n`
}

const specifications = 'https://ircv3.net/specs/extensions'

const intro = `# The protocol

<!-- Made by "npm run docs" from the tables in src/protocol and src/room/commands. -->

earshot speaks IRC on port 16667: RFC 1459 and RFC 2812 as [Modern IRC](https://modern.ircdocs.horse/) reads them, and
[IRCv3](https://ircv3.net/irc/). Of its own are only the token
\`earshot/BOOT\`, the client-only tag \`+earshot/nonce\` and the verb \`NS\`, each where the specifications have a place for it. \`test/conformance/scripts\` holds it to the
specifications, a script a clause, and can be run against any other server.`

const behaviour = `## What clients may lean on

- Answers to one connection leave in the order of its commands, each with its label (labeled-response): one line carries it,
  several stand in a batch that carries it, none is an \`ACK\`. A message to oneself arrives without the label; its echo has it.
- All members of a channel see its lines in one and the same order, the sender's echo included.
- When somebody has the \`PONG\`, what they said before the \`PING\` is already on its way to everybody else.
- What a member says is relayed whole or refused (417, 404, ...), never cut. What the room itself says is cut to fit a line.
- Lines are UTF-8 (UTF8ONLY); others are refused with \`FAIL * INVALID_UTF8\`.
- A message with \`+earshot/nonce\` (1 to \`nonceBytes\` bytes) is said once in a place: a repeat by whoever is there is answered by the
  first echo, as long as the message is remembered.
- \`msgid\` is \`<boot>-<number>\`, unique over all lives of all rooms; \`time\` never goes back.`

/** Arguments for a row of which only the code is wanted. */
const nothing = Array.from({ length: 10 }, () => '')

/** Verbs of IRCv3 and their specifications; the others are of RFC 2812 as Modern IRC reads it. */
const verbs = new Map([
  ['AUTHENTICATE', 'sasl-3.1'],
  ['BATCH', 'multiline'],
  ['CAP', 'capability-negotiation'],
  ['CHATHISTORY', 'chathistory'],
  ['CHGHOST', 'chghost'],
  ['MARKREAD', 'read-marker'],
  ['MONITOR', 'monitor'],
  ['REDACT', 'message-redaction'],
  ['REGISTER', 'account-registration'],
  ['RENAME', 'channel-rename'],
  ['SETNAME', 'setname'],
  ['TAGMSG', 'message-tags'],
  ['VERIFY', 'account-registration'],
])
/** Capabilities whose specification is not called as they are. */
const pages = new Map([
  ['sasl', 'sasl-3.2'],
  ['cap-notify', 'capability-negotiation'],
  ['draft/event-playback', 'chathistory'],
])

/** @param {string} name */
function specification(name) {
  const page = pages.get(name) ?? name.replace(/^draft\//, '')
  return `[${page}](${specifications}/${page})`
}

/** @param {[string, Command]} entry */
function commandRow([verb, { syntax, cost, isListed, right, before }]) {
  const when = [right === 'operator' ? 'room operators' : '', before === undefined ? '' : 'before, too']
  return [
    `\`${verb}\``,
    code(syntax),
    isListed === true ? `${cost} a name` : String(cost),
    when.filter((word) => word !== '').join('; '),
    verb === 'NS'
      ? 'earshot: [accounts.md](accounts.md)'
      : verb === 'WHO'
        ? `Modern IRC, ${specification('whox')}`
        : verbs.has(verb)
          ? specification(verbs.get(verb) ?? '')
          : 'Modern IRC',
  ]
}

/** @param {[string, Cap]} entry */
function capRow([name, { verbs = [], tags = [], without = {} }]) {
  return [
    `\`${name}\``,
    specification(name),
    codes(verbs),
    codes(tags.map((tag) => (tag === '*' ? '+client-only' : tag))),
    codes(Object.keys(without)),
  ]
}

/** @param {[string, Mode]} entry */
function modeRow([letter, { type, is, isPrivate, prefix }]) {
  const what = prefix === undefined ? is : `${is}, shown as ${code(prefix)}`
  return [code(letter), type, isPrivate === true ? `${what}; only operators read the list` : what]
}

/** @param {[string, Limit]} entry */
function limitRow([name, row]) {
  return [`\`${name}\``, row.default.toLocaleString('en-US'), row.of, row.over]
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

/** @param {string} text */
function code(text) {
  return text === '' ? '' : `\`${text}\``
}

/** @param {readonly string[]} words */
function codes(words) {
  return words.map(code).join(' ')
}
