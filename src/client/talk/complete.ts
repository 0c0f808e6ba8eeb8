import { fold } from '../../protocol/casemap.ts'
import type { Channel } from '../model.ts'
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

/** Nicks that begin so, as they are written: to somebody at the beginning of a line. */
export function nickChoices(nicks: readonly string[], word: string, start: number): string[] {
  return word === '' && start > 0
    ? []
    : beginning(nicks, word).map((nick) => (start === 0 ? `${nick}: ` : `${nick} `))
}

/**
 * Who can be meant in a buffer: who spoke last first, then the others by their names; not ourselves.
 * @param channel what is known of it, where the buffer is one's
 * @param name the buffer's, which is a nick where it is none
 */
export function nicksIn(lines: Lines, channel: Channel | undefined, name: string, own: string): string[] {
  const here = channel === undefined ? [name] : Array.from(channel.members.values(), ({ nick }) => nick)
  const isHere = new Set(here.map(fold))
  isHere.delete(fold(own))
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
