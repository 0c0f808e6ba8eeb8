import { fold } from '../protocol/casemap.ts'
import { typed } from './editor/editor.ts'
import { emoji } from './emoji.ts'
import { commands } from './commands.ts'
import { type Tui, currentOf, withCurrent } from './model.ts'

/** What Tab goes through: the place in the text, and what may stand there. */
export interface Completion {
  readonly start: number
  readonly choices: readonly string[]
  readonly at: number
}

/** A list that a person goes through with Tab. */
const mostChoices = 100

/** Tab, or Shift-Tab: the next thing that what is before the cursor may be the beginning of. */
export function completed(tui: Tui, by: 1 | -1): Tui {
  const { editor } = currentOf(tui)
  const next = tui.completion === undefined ? found(tui) : { ...tui.completion, at: tui.completion.at + by }
  const { length } = next.choices
  if (length === 0) return tui
  const at = (next.at + length) % length
  const choice = next.choices[at] ?? ''
  const end = editor.at
  const text = editor.text.slice(0, next.start) + choice + editor.text.slice(end)
  const completion = { ...next, at }
  return {
    ...withCurrent(tui, (buffer) => ({
      ...buffer,
      editor: typed(editor, text, next.start + choice.length),
    })),
    completion: length === 1 ? undefined : completion,
  }
}

function found(tui: Tui): Completion {
  const { text, at } = currentOf(tui).editor
  const ahead = text.slice(0, at)
  const start = Math.max(ahead.lastIndexOf(' '), ahead.lastIndexOf('\n')) + 1
  return { start, choices: choicesFor(tui, ahead.slice(start), start).slice(0, mostChoices), at: 0 }
}

/** What a word may be the beginning of, the likeliest first. */
function choicesFor(tui: Tui, word: string, start: number): string[] {
  if (word.startsWith('/') && start === 0)
    return beginning(Object.keys(commands), word.slice(1)).map((name) => `/${name} `)
  if (word.startsWith('#')) return beginning(channelsOf(tui), word).map((name) => `${name} `)
  if (/^:[\w+-]{2,}$/.test(word))
    return beginning(Object.keys(emoji), word.slice(1)).map((name) => `${emoji[name] ?? ''} `)
  return word === '' && start > 0
    ? []
    : beginning(nicksOf(tui), word).map((nick) => (start === 0 ? `${nick}: ` : `${nick} `))
}

const beginning = (words: readonly string[], with_: string): string[] =>
  words.filter((word) => fold(word).startsWith(fold(with_)))

const channelsOf = ({ buffers, room }: Tui): string[] => [
  ...new Set([
    ...buffers.map(({ name }) => name).filter((name) => name.startsWith('#')),
    ...Array.from(room.channels.values(), ({ name }) => name),
  ]),
]

/** Who spoke last first, then the others by their names; not ourselves. */
function nicksOf(tui: Tui): string[] {
  const buffer = currentOf(tui)
  const channel = tui.room.channels.get(buffer.key)
  const here =
    channel === undefined ? [buffer.name] : Array.from(channel.members.values(), ({ nick }) => nick)
  const isHere = new Set(here.map(fold))
  const spoke = buffer.speakers.filter((nick) => isHere.has(fold(nick))).reverse()
  const didSpeak = new Set(spoke.map(fold))
  const others = here.filter((nick) => !didSpeak.has(fold(nick))).sort()
  return [...spoke, ...others].filter((nick) => fold(nick) !== fold(tui.room.nick))
}
