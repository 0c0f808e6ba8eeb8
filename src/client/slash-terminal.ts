import { parse } from '../protocol/message.ts'
import { type Slashes, type Typed, after, ask, slashes } from './slash.ts'

const missing = (usage: string): Typed => ({ do: 'wrong', why: `something is missing: ${usage}` })

const more: Slashes = {
  whois: {
    usage: '/whois NICK',
    means: 'show who that is',
    read: ([nick]) => (nick === undefined ? missing('/whois NICK') : ask('WHOIS', nick)),
  },
  list: { usage: '/list', means: 'show the channels', read: () => ask('LIST') },
  invite: {
    usage: '/invite NICK',
    means: 'ask somebody into the channel',
    read: ([nick], _rest, here) => (nick === undefined ? missing('/invite NICK') : ask('INVITE', nick, here)),
  },
  kick: {
    usage: '/kick NICK [reason]',
    means: 'take somebody out of the channel',
    read: ([nick, ...reason], rest, here) =>
      nick === undefined
        ? missing('/kick NICK')
        : ask('KICK', here, nick, ...(reason.length > 0 ? [after(rest, nick)] : [])),
  },
  mode: {
    usage: '/mode [+o NICK]',
    means: 'show or set the modes of the channel',
    read: (words, _rest, here) =>
      ask('MODE', ...(words[0]?.startsWith('#') === true ? [] : [here]), ...words),
  },
  quote: {
    usage: '/quote LINE',
    means: 'send a line of IRC as it is',
    read: (_words, rest) => {
      const message = parse(rest)
      return message === undefined ? missing('/quote LINE') : { do: 'want', intent: { type: 'ask', message } }
    },
  },
}

/** The commands of a terminal: those of every face, and what moderators need. The page is kept small without them. */
export const terminalSlashes: Slashes = { ...slashes, ...more }
