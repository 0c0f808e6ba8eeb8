import {
  type Choices,
  beginning,
  channelsIn,
  choicesFor,
  completionAt,
  nicksIn,
  turnedTo,
  withChoice,
} from '../client/talk/complete.ts'
import { typed } from './editor/editor.ts'
import { emojiByName } from './emoji.ts'
import { commands } from './commands.ts'
import { type Tui, currentOf, withCurrent } from './model.ts'

/** Tab, or Shift-Tab: the next thing that what is before the cursor may be the beginning of. */
export function completed(tui: Tui, by: 1 | -1): Tui {
  const { editor } = currentOf(tui)
  const next =
    tui.completion === undefined
      ? completionAt(editor.text, editor.at, (word, start) => choices(tui, word, start))
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
function choices(tui: Tui, word: string, start: number): string[] {
  if (/^:[\w+-]{2,}$/.test(word)) return emojiChoices(word.slice(1))
  const { buffers, room } = tui
  const all: Choices = {
    commands: Object.keys(commands),
    channels: channelsIn(buffers, room),
    nicks: () => nicksIn(currentOf(tui), room),
  }
  return choicesFor(all, word, start)
}

/** One that is called so comes first, each once. */
function emojiChoices(start: string): string[] {
  const names = beginning([...emojiByName().keys()], start)
  const sorted = names.toSorted((a, b) => Number(b === start) - Number(a === start))
  return [...new Set(sorted.map((name) => `${emojiByName().get(name) ?? ''} `))]
}
