import { fold } from '../../protocol/casemap.ts'
import type { Model } from '../model.ts'
import type { Lines } from './line.ts'
import { findBack } from './scrollback.ts'

/** What Tab goes through: the place in the text, and what may stand there. */
export interface Completion {
  readonly start: number
  readonly choices: readonly string[]
  readonly at: number
}

/** A list that a person goes through with Tab. */
const mostChoices = 100
/** How far back somebody counts as one who spoke last. */
const mostBack = 1_000

/** The word before this place, where it begins, and what it may be the beginning of. */
export function completionAt(
  text: string,
  at: number,
  choicesFor: (word: string, start: number) => readonly string[],
): Completion {
  const ahead = text.slice(0, at)
  const start = Math.max(ahead.lastIndexOf(' '), ahead.lastIndexOf('\n')) + 1
  return { start, choices: choicesFor(ahead.slice(start), start).slice(0, mostChoices), at: 0 }
}

/** The choice so many further on, around the ends. */
export function turnedTo({ start, choices, at }: Completion, by: 1 | -1): Completion {
  return { start, choices, at: (at + by + choices.length) % choices.length }
}

/** The text with the choice in the place of what is there up to `end`, and the place behind it. */
export function withChoice(
  text: string,
  end: number,
  { start, choices, at }: Completion,
): { readonly text: string; readonly at: number } {
  const choice = choices[at] ?? ''
  return { text: text.slice(0, start) + choice + text.slice(end), at: start + choice.length }
}

/** Those of the words that begin so, whatever the case. */
export const beginning = (words: readonly string[], start: string): string[] =>
  words.filter((word) => fold(word).startsWith(fold(start)))

/** What there is to choose from. */
export interface Choices {
  /** Without the slash. */
  readonly commands: readonly string[]
  readonly channels: readonly string[]
  /** The likeliest first. */
  readonly nicks: () => readonly string[]
}

/** What a word may be the beginning of: a command, a channel, or somebody, to whom one speaks at the beginning of a line. */
export function choicesFor({ commands, channels, nicks }: Choices, word: string, start: number): string[] {
  if (word.startsWith('/') && start === 0)
    return beginning(commands, word.slice(1)).map((name) => `/${name} `)
  if (word.startsWith('#')) return beginning(channels, word).map((name) => `${name} `)
  if (word === '' && start > 0) return []
  return beginning(nicks(), word).map((nick) => (start === 0 ? `${nick}: ` : `${nick} `))
}

/** The names of channels that one is in, or sees. */
export function channelsIn(buffers: readonly { readonly name: string }[], room: Model | undefined): string[] {
  const shown = buffers.map(({ name }) => name).filter((name) => name.startsWith('#'))
  return [...new Set([...shown, ...Array.from(room?.channels.values() ?? [], ({ name }) => name)])]
}

/** Who can be meant in a buffer: who spoke last first, then the others by their names; not ourselves. */
export function nicksIn(
  { key, name, lines }: { readonly key: string; readonly name: string; readonly lines: Lines },
  room: Model | undefined,
): string[] {
  const channel = room?.channels.get(key)
  const here = channel === undefined ? [name] : Array.from(channel.members.values(), ({ nick }) => nick)
  const isHere = new Set(here.map(fold))
  isHere.delete(fold(room?.nick ?? ''))
  const spoke = new Map<string, string>()
  findBack(
    lines,
    (line) => {
      const nick = line.is === 'message' ? (line.display.nick ?? '') : ''
      if (isHere.has(fold(nick)) && !spoke.has(fold(nick))) spoke.set(fold(nick), nick)
      return spoke.size === isHere.size
    },
    { most: mostBack },
  )
  const others = here.filter((nick) => isHere.has(fold(nick)) && !spoke.has(fold(nick))).sort()
  return [...spoke.values(), ...others]
}
