// @ts-check
/** @typedef {{ title: string, says: readonly (readonly [who: string, ...lines: string[]])[], leaves: readonly string[] }} Scene */

const base64 = (/** @type {string} */ text) => Buffer.from(text).toString('base64')
const plain = (/** @type {string} */ name, /** @type {string} */ password) => [
  'AUTHENTICATE PLAIN',
  `AUTHENTICATE ${base64(`\0${name}\0${password}`)}`,
]
const enters = (/** @type {string} */ nick) => [
  'CAP REQ :sasl',
  `NICK ${nick}`,
  `USER ${nick} 0 * :${nick}`,
  'CAP END',
]

/** What happens, in order, and which events of rights and accounts it leaves in the log. @type {readonly Scene[]} */
export const scenes = [
  {
    title: 'Ann makes an account, and founds #garden.',
    says: [['ann', ...enters('ann'), 'REGISTER * * :correct horse', 'JOIN #garden']],
    leaves: ['account.registered', 'chanop.granted'],
  },
  {
    title:
      'Bob comes with an account as well. He has no right to kick, nor to kill; what is refused is said once of each verb.',
    says: [
      [
        'bob',
        ...enters('bob'),
        'REGISTER * * :battery staple',
        'JOIN #garden',
        'KICK #garden ann',
        'KICK #garden ann',
        'KILL ann :no',
      ],
    ],
    leaves: ['account.registered', 'right.refused', 'right.refused'],
  },
  {
    title: 'Ann silences him by his account. Under another nick he is silent, too.',
    says: [
      ['ann', 'MODE #garden +b m:a:bob'],
      ['bob', 'NICK rob', 'PRIVMSG #garden :too loud'],
    ],
    leaves: ['chanop.used'],
  },
  {
    title: 'She bans the account, and kicks him out. He cannot come back.',
    says: [
      ['ann', 'MODE #garden +b a:bob', 'KICK #garden rob :too loud'],
      ['bob', 'JOIN #garden'],
    ],
    leaves: ['chanop.used', 'chanop.used'],
  },
  {
    title: 'She makes Cat an operator, who is one by account: she leaves, comes back, and is it again.',
    says: [
      ['cat', ...enters('cat'), 'REGISTER * * :correct hearse', 'JOIN #garden'],
      ['ann', 'MODE #garden +o cat'],
      ['cat', 'PART #garden', 'JOIN #garden', 'TOPIC #garden :be nice', 'MODE #garden +k sesame'],
    ],
    leaves: ['account.registered', 'chanop.used', 'chanop.granted', 'chanop.used', 'chanop.used'],
  },
  {
    title: 'Somebody guesses at Ann’s password.',
    says: [['eve', ...enters('eve'), ...plain('ann', 'correct house')]],
    leaves: ['account.refused'],
  },
  {
    title:
      'Ann’s connection hangs. She comes in again, takes her nick over from it, and is operator again by her account.',
    says: [
      [
        'ann again',
        'CAP REQ :sasl',
        'NICK ann',
        'USER ann 0 * :ann',
        ...plain('ann', 'correct horse'),
        'CAP END',
        'JOIN #garden sesame',
      ],
    ],
    leaves: ['account.login', 'account.replaced', 'chanop.granted'],
  },
  {
    title: 'Dan runs the room: with a wrong token he is nobody, with the right one an operator of it.',
    says: [['dan', ...enters('dan'), 'OPER dan open-sesame', 'OPER dan TOKEN']],
    leaves: ['oper.refused', 'oper.granted'],
  },
  {
    title:
      'He looks where Rob comes from, has #garden moderated without being in it, and ends Rob’s connection.',
    says: [['dan', 'WHOIS rob', 'MODE #garden +m', 'KILL rob :too loud']],
    leaves: ['oper.used', 'oper.used', 'oper.used'],
  },
  {
    title:
      'Bob has forgotten his password; Dan ends the account, so that he can begin anew. Then Dan is no operator any more.',
    says: [['dan', 'NS DROP bob', 'MODE dan -o', 'NS DROP cat']],
    leaves: ['oper.used', 'account.dropped', 'oper.resigned', 'right.refused'],
  },
]

/** @param {readonly (Scene & { log: readonly string[] })[]} told */
export function page(told) {
  const head = `# The log of a moderation session

<!-- Made by "node scripts/moderation.mjs" from a run of it. -->

What a daemon's \`audit.log\` has of ten scenes: every right, its use, and what was refused. Above each piece of log is what was typed
in an IRC client (\`-\` stands for a password, a proof or the operator's token). Left out are the lines of the coming and going of connections and
of the daemon; \`conn\` tells one connection from another. Nobody's words are in it: no message, no reason, no topic, no key and no
password. The events are those of [log-events.md](log-events.md), the rights those of [operators.md](operators.md) and
[accounts.md](accounts.md).
`
  return [head, ...told.map(scenePage)].join('\n')
}

/** @param {Scene & { log: readonly string[] }} scene */
function scenePage({ title, says, log }) {
  const typed = says.map(([who, ...lines]) =>
    lines.map((line) => `${`${who}:`.padEnd(11)}${unsecret(line)}`).join('\n'),
  )
  return `## ${title}\n\n\`\`\`\n${typed.join('\n')}\n\`\`\`\n\n\`\`\`json\n${log.join('\n')}\n\`\`\`\n`
}

const unsecret = (/** @type {string} */ line) =>
  line
    .replace(/^(REGISTER \* \*) .*/, '$1 -')
    .replace(/^(AUTHENTICATE) (?!PLAIN).*/, '$1 -')
    .replace(/^(OPER \S+) .*/, '$1 -')
