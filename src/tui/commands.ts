import type { Slash, Slashes, Typed } from '../client/slash.ts'
import { terminalSlashes } from '../client/slash-terminal.ts'
import { emojiOf } from './emoji.ts'

/** What a command asks of the screen. */
export type Asked =
  | { readonly do: 'react' | 'reply'; readonly text: string }
  | { readonly do: 'redact'; readonly why: string }
  | { readonly do: 'query'; readonly nick: string; readonly text: string }
  | { readonly do: 'set'; readonly name: string; readonly value: string }
  | { readonly do: 'find'; readonly query: string }
  | { readonly do: 'links' | 'close' }

const wrong = (why: string): Typed => ({ do: 'wrong', why })

const own: Slashes<Asked | Typed> = {
  query: {
    usage: '/query NICK [text]',
    means: 'talk to one person',
    read: ([nick, ...words]) =>
      nick === undefined
        ? wrong('something is missing: /query NICK')
        : { do: 'query', nick, text: words.join(' ') },
  },
  reply: {
    usage: '/reply text',
    means: 'answer the last message (Alt-Up chooses another)',
    read: (_words, rest) =>
      rest === '' ? wrong('something is missing: /reply text') : { do: 'reply', text: rest },
  },
  react: {
    usage: '/react 👍',
    means: 'react to the last message; once more takes it back',
    read: ([word]) =>
      word === undefined ? wrong('something is missing: /react 👍') : { do: 'react', text: emojiOf(word) },
  },
  redact: {
    usage: '/redact [reason]',
    means: 'take back what you said last',
    read: (_words, rest) => ({ do: 'redact', why: rest }),
  },
  find: {
    usage: '/find word',
    means: 'look for it in what is here',
    read: (_words, rest) => ({ do: 'find', query: rest }),
  },
  links: { usage: '/links', means: 'show the last addresses', read: () => ({ do: 'links' }) },
  set: {
    usage: '/set [NAME VALUE]',
    means: 'show or change how this looks and acts',
    read: ([name = '', value = '']) => ({ do: 'set', name, value }),
  },
  close: { usage: '/close', means: 'close this; leaves a channel', read: () => ({ do: 'close' }) },
}

/** Every command of the screen. */
export const commands: Slashes<Asked | Typed> & Record<string, Slash<Asked | Typed>> = {
  ...terminalSlashes,
  ...own,
}
