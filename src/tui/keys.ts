import type { Action } from './actions.ts'

/** A row of the key map: what does it, what it does, and what F1 says of it. */
interface Binding {
  readonly keys: readonly string[]
  readonly does: Action
  readonly means: string
}

/**
 * The live key map. `C-` is Ctrl, `M-` Alt, `S-` Shift; letters are as they are typed. What stands in no row and types
 * something is typed.
 */
export const groups: Readonly<Record<string, readonly Binding[]>> = {
  Say: [
    { keys: ['return'], does: 'send', means: 'say it, or do the command' },
    { keys: ['M-return', 'C-j', 'S-return'], does: 'newline', means: 'another line' },
    { keys: ['tab'], does: 'complete', means: 'complete a nick, a command, a channel, an :emoji' },
    { keys: ['S-tab'], does: 'complete-back', means: 'the one before' },
    { keys: ['up', 'C-p'], does: 'up', means: 'what you said before' },
    { keys: ['down', 'C-n'], does: 'down', means: 'what you said after' },
    { keys: ['C-r'], does: 'recall', means: 'look for what you said' },
  ],
  Edit: [
    { keys: ['C-a', 'home'], does: 'line-start', means: 'beginning of the line' },
    { keys: ['C-e'], does: 'line-end', means: 'end of the line' },
    { keys: ['end'], does: 'end-or-follow', means: 'end of the line; there, the newest' },
    { keys: ['C-b', 'left'], does: 'back', means: 'a letter back' },
    { keys: ['right'], does: 'on', means: 'a letter on' },
    { keys: ['M-b', 'C-left'], does: 'word-back', means: 'a word back' },
    { keys: ['M-f', 'C-right'], does: 'word-on', means: 'a word on' },
    { keys: ['backspace', 'C-h'], does: 'erase', means: 'take out the letter before' },
    { keys: ['delete'], does: 'erase-on', means: 'take out the letter under it' },
    { keys: ['C-w'], does: 'kill-word-back', means: 'cut the word before' },
    { keys: ['M-backspace'], does: 'kill-part-back', means: 'cut the part of a word before' },
    { keys: ['M-d'], does: 'kill-word', means: 'cut the word after' },
    { keys: ['C-u'], does: 'kill-back', means: 'cut to the beginning' },
    { keys: ['C-k'], does: 'kill', means: 'cut to the end' },
    { keys: ['C-y'], does: 'yank', means: 'put back what was cut' },
    { keys: ['M-y'], does: 'yank-older', means: 'put back what was cut before that' },
    { keys: ['C-t'], does: 'transpose', means: 'change two letters about' },
    { keys: ['C-_'], does: 'undo', means: 'undo' },
  ],
  Read: [
    { keys: ['pageup', 'M-v'], does: 'page-up', means: 'a page up' },
    { keys: ['pagedown', 'C-v'], does: 'page-down', means: 'a page down' },
    { keys: ['C-home', 'M-<'], does: 'top', means: 'the oldest' },
    { keys: ['C-end', 'M->'], does: 'follow', means: 'the newest' },
    { keys: ['C-f'], does: 'find', means: 'find a word; n older, N newer' },
    { keys: ['M-up', 'M-k'], does: 'select', means: 'choose a message: reply, react, copy' },
    { keys: ['escape'], does: 'escape', means: 'close this; take the ruler away' },
  ],
  Go: [
    {
      keys: ['M-1', 'M-2', 'M-3', 'M-4', 'M-5', 'M-6', 'M-7', 'M-8', 'M-9'],
      does: 'buffer',
      means: 'a channel by its number',
    },
    { keys: ['M-left', 'M-p'], does: 'buffer-back', means: 'the channel before' },
    { keys: ['M-right', 'M-n'], does: 'buffer-on', means: 'the next channel' },
    { keys: ['M-a'], does: 'unread', means: 'the next with something new' },
  ],
  Screen: [
    { keys: ['f1'], does: 'help', means: 'this help' },
    { keys: ['f2'], does: 'bare', means: 'the text without columns, to copy' },
    { keys: ['f8'], does: 'names', means: 'the list of names' },
    { keys: ['C-l'], does: 'redraw', means: 'draw it anew' },
    { keys: ['C-z'], does: 'suspend', means: 'stop for a while; fg comes back' },
    { keys: ['C-c'], does: 'cancel', means: 'empty the line; twice leaves' },
    { keys: ['C-d'], does: 'end', means: 'leave, on an empty line' },
  ],
}

const bindings = new Map<string, Action>(
  Object.values(groups).flatMap((rows) =>
    rows.flatMap(({ keys, does }) => keys.map((key) => [key, does] as const)),
  ),
)

/** What a key does. */
export const actionOf = (key: string): Action | undefined => bindings.get(key)

/** A key as people write it: `Ctrl-A`, `Alt-Up`. */
export function keyLabel(key: string): string {
  const named = key.replace('C-', 'Ctrl-').replace('M-', 'Alt-').replace('S-', 'Shift-')
  const [last = ''] = /[^-]+-?$/.exec(named) ?? []
  const label =
    words[last] ??
    (last.length === 1 ? last.toUpperCase() : last.replace(/^./, (letter) => letter.toUpperCase()))
  return named.slice(0, named.length - last.length) + label
}

const words: Readonly<Record<string, string>> = {
  return: 'Enter',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  escape: 'Esc',
}
