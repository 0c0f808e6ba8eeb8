import type { Intent } from '../../client/intents.ts'
import { nearest } from '../arguments/nearest.ts'

/** What a typed line asks for: of the room, or of this end. */
export type Typed =
  | { readonly do: 'want'; readonly intent: Intent }
  /** From now on lines go there. */
  | { readonly do: 'talk-in'; readonly target: string }
  | { readonly do: 'names' | 'help' | 'nothing' }
  | { readonly do: 'wrong'; readonly why: string }

interface Slash {
  readonly usage: string
  readonly means: string
  /** `words` are what follows the command, `rest` the same as it was typed. */
  readonly read: (words: readonly string[], rest: string, here: string) => Typed
}

const want = (intent: Intent): Typed => ({ do: 'want', intent })

/** Every slash command of line mode. A row is a command. */
const slashes: Readonly<Record<string, Slash>> = {
  me: {
    usage: '/me waves',
    means: 'say what you do',
    read: (words, rest, here) =>
      words.length > 0 ? want({ type: 'say', target: here, text: rest, kind: 'action' }) : missing('me'),
  },
  msg: {
    usage: '/msg NICK text',
    means: 'say something to one person',
    read: ([target, ...text], rest) =>
      target !== undefined && text.length > 0
        ? want({ type: 'say', target, text: after(rest, target) })
        : missing('msg'),
  },
  join: {
    usage: '/join #channel',
    means: 'join a channel and talk there',
    read: ([name, key]) =>
      name === undefined
        ? missing('join')
        : want({ type: 'join', channel: channelName(name), ...(key === undefined ? {} : { key }) }),
  },
  part: {
    usage: '/part [#channel] [reason]',
    means: 'leave a channel',
    read: ([name, ...more], rest, here) => {
      const named = name?.startsWith('#') === true
      const reason = named ? (more.length > 0 ? after(rest, name) : '') : rest
      return want({ type: 'part', channel: named ? name : here, ...(reason === '' ? {} : { reason }) })
    },
  },
  to: {
    usage: '/to #channel',
    means: 'talk in another channel that you are in',
    read: ([name]) => (name === undefined ? missing('to') : { do: 'talk-in', target: name }),
  },
  nick: {
    usage: '/nick NAME',
    means: 'change your nick',
    read: ([nick]) => (nick === undefined ? missing('nick') : want({ type: 'nick', nick })),
  },
  topic: {
    usage: '/topic [text]',
    means: 'show or set the topic',
    read: (words, rest, here) =>
      words.length === 0 ? ask('TOPIC', here) : want({ type: 'topic', channel: here, topic: rest }),
  },
  names: { usage: '/names', means: 'show who is in the channel', read: () => ({ do: 'names' }) },
  who: {
    usage: '/who [NICK]',
    means: 'show who that is',
    read: ([nick], _rest, here) => (nick === undefined ? ask('WHO', here) : ask('WHOIS', nick)),
  },
  away: {
    usage: '/away [text]',
    means: 'be away, or back again',
    read: (_words, rest) => want({ type: 'away', ...(rest === '' ? {} : { text: rest }) }),
  },
  quit: {
    usage: '/quit [reason]',
    means: 'leave the room',
    read: (_words, rest) => want({ type: 'quit', ...(rest === '' ? {} : { reason: rest }) }),
  },
  help: { usage: '/help', means: 'show this', read: () => ({ do: 'help' }) },
}

/**
 * Reads one typed line. `//` in front says a line that begins with a slash; lines without one are said as they are.
 * @param here where lines go now
 */
export function readTyped(line: string, here: string): Typed {
  if (line.trim() === '') return { do: 'nothing' }
  if (line.startsWith('//')) return want({ type: 'say', target: here, text: line.slice(1) })
  if (!line.startsWith('/')) return want({ type: 'say', target: here, text: line })
  const [name = ''] = line.slice(1).split(/\s/, 1)
  const rest = line.slice(1 + name.length).trim()
  const slash = Object.hasOwn(slashes, name.toLowerCase()) ? slashes[name.toLowerCase()] : undefined
  if (slash !== undefined) return slash.read(rest.split(/\s+/).filter(Boolean), rest, here)
  const meant = nearest(name, Object.keys(slashes))
  const hint = meant === undefined ? '/help shows all commands' : `did you mean /${meant}?`
  return { do: 'wrong', why: `/${name} is no command; ${hint} (//${name} says it as text)` }
}

/** The commands, one a line. */
export function slashHelp(): string[] {
  const rows = Object.values(slashes)
  const width = Math.max(...rows.map(({ usage }) => usage.length))
  return [
    ...rows.map(({ usage, means }) => `${usage.padEnd(width)}  ${means}`),
    `${'//text'.padEnd(width)}  say a line that begins with a slash`,
  ]
}

function missing(name: string): Typed {
  return { do: 'wrong', why: `something is missing: ${slashes[name]?.usage ?? name}` }
}

const ask = (command: string, ...params: string[]): Typed =>
  want({ type: 'ask', message: { command, params } })

const channelName = (name: string): string => (name.startsWith('#') ? name : `#${name}`)

const after = (rest: string, word: string): string => rest.slice(word.length).trim()
