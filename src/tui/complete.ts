import {
  beginning,
  completionAt,
  nickChoices,
  nicksIn,
  turnedTo,
  withChoice,
} from '../client/talk/complete.ts'
import { typed } from './editor/editor.ts'
import { emoji } from './emoji.ts'
import { commands } from './commands.ts'
import { type Tui, currentOf, withCurrent } from './model.ts'

/** Tab, or Shift-Tab: the next thing that what is before the cursor may be the beginning of. */
export function completed(tui: Tui, by: 1 | -1): Tui {
  const { editor } = currentOf(tui)
  const next =
    tui.completion === undefined
      ? completionAt(editor.text, editor.at, (word, start) => choicesFor(tui, word, start))
      : turnedTo(tui.completion, by)
  const { length } = next.choices
  if (length === 0) return tui
  const { text, at } = withChoice(editor.text, editor.at, next)
  return {
    ...withCurrent(tui, (buffer) => ({ ...buffer, editor: typed(editor, text, at) })),
    completion: length === 1 ? undefined : next,
  }
}

/** What a word may be the beginning of, the likeliest first. */
function choicesFor(tui: Tui, word: string, start: number): string[] {
  if (word.startsWith('/') && start === 0)
    return beginning(Object.keys(commands), word.slice(1)).map((name) => `/${name} `)
  if (word.startsWith('#')) return beginning(channelsOf(tui), word).map((name) => `${name} `)
  if (/^:[\w+-]{2,}$/.test(word))
    return beginning(Object.keys(emoji), word.slice(1)).map((name) => `${emoji[name] ?? ''} `)
  const { lines, key, name } = currentOf(tui)
  return nickChoices(nicksIn(lines, tui.room.channels.get(key), name, tui.room.nick), word, start)
}

const channelsOf = ({ buffers, room }: Tui): string[] => [
  ...new Set([
    ...buffers.map(({ name }) => name).filter((name) => name.startsWith('#')),
    ...Array.from(room.channels.values(), ({ name }) => name),
  ]),
]
