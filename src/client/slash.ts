import type { Intent } from './intents.ts'
import { nearest } from './nearest.ts'

/** What a typed line asks for: of the room, or of this end. */
export type Typed =
  | { readonly do: 'want'; readonly intent: Intent }
  /** From now on lines go there. */
  | { readonly do: 'talk-in'; readonly target: string }
  | { readonly do: 'names' | 'help' | 'nothing' }
  | { readonly do: 'wrong'; readonly why: string }

/** A command; a face may have rows of its own, which read as something of its own. */
export interface Slash<T = Typed> {
  readonly usage: string
  readonly means: string
  /** `words` are what follows the command, `rest` the same as it was typed. */
  readonly read: (words: readonly string[], rest: string, here: string) => T
}

/** Commands by name. */
export type Slashes<T = Typed> = Readonly<Record<string, Slash<T>>>

const want = (intent: Intent): Typed => ({ do: 'want', intent })

/** The commands of every face. A row is a command. */
export const slashes: Slashes = {
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
 * @param rows the commands of this face
 */
export function readTyped<T = Typed>(
  line: string,
  here: string,
  rows: Slashes<T | Typed> = slashes,
): T | Typed {
  if (line.trim() === '') return { do: 'nothing' }
  if (line.startsWith('//')) return want({ type: 'say', target: here, text: line.slice(1) })
  if (!line.startsWith('/')) return want({ type: 'say', target: here, text: line })
  const [name = ''] = line.slice(1).split(/\s/, 1)
  const rest = line.slice(1 + name.length).trim()
  const slash = Object.hasOwn(rows, name.toLowerCase()) ? rows[name.toLowerCase()] : undefined
  if (slash !== undefined) return slash.read(rest.split(/\s+/).filter(Boolean), rest, here)
  const meant = nearest(name, Object.keys(rows))
  const hint = meant === undefined ? '/help shows all commands' : `did you mean /${meant}?`
  return { do: 'wrong', why: `/${name} is no command; ${hint} (//${name} says it as text)` }
}

/** The commands, one a line. */
export function slashHelp(commands: Slashes<unknown> = slashes): string[] {
  const rows = Object.values(commands)
  const width = Math.max(...rows.map(({ usage }) => usage.length))
  return [
    ...rows.map(({ usage, means }) => `${usage.padEnd(width)}  ${means}`),
    `${'//text'.padEnd(width)}  say a line that begins with a slash`,
  ]
}

function missing(name: string): Typed {
  return { do: 'wrong', why: `something is missing: ${slashes[name]?.usage ?? name}` }
}

/** A command of IRC whose answers are shown. */
export const ask = (command: string, ...params: string[]): Typed =>
  want({ type: 'ask', message: { command, params } })

const channelName = (name: string): string => (name.startsWith('#') ? name : `#${name}`)

/** What follows a word, as it was typed. */
export const after = (rest: string, word: string): string => rest.slice(word.length).trim()
