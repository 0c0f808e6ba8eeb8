import type { Intent } from '../intents.ts'
import type { Display } from '../model.ts'
import { type Lines, type MessageLine, noReactions } from './line.ts'
import { findBack, lineAt, replace } from './scrollback.ts'

/** What becomes of a message after it was said: somebody answers it, reacts to it, or it is taken back. */

/** How far back a message is looked for that another line is about. */
const mostBack = 2_000
/** Different reactions that a message shows, and people that are remembered for each. */
const mostReactions = 20
const mostPeople = 100
/** UTF-16 units of one reaction: it is an emoji, or a word. */
const mostUnits = 32

/** The message with this id. */
export function messageOf(lines: Lines, id: string | undefined): MessageLine | undefined {
  const line = lineAt(lines, numberOf(lines, id) ?? Number.NaN)
  return line?.is === 'message' ? line : undefined
}

/** What a message answers, as far as it is here. */
export function quoteOf(lines: Lines, { about }: Display): MessageLine['quote'] {
  if (about === undefined) return undefined
  const line = messageOf(lines, about)
  if (line === undefined || line.redacted !== undefined) return { nick: '', text: 'an earlier message' }
  return { nick: line.display.nick ?? '', text: line.display.text }
}

/** What somebody wants who gives a reaction, or gives the one again that they gave, which takes it back. */
export function reactIntent(lines: Lines, id: string, target: string, emoji: string, own: string): Intent {
  const isGiven = messageOf(lines, id)?.reactions.get(emoji)?.includes(own) === true
  return { type: isGiven ? 'unreact' : 'react', target, id, emoji }
}

/** With what happened to a message that is here: a `react`, an `unreact` or a `redact`. */
export function withChange(lines: Lines, display: Display): Lines {
  const change = Object.hasOwn(changes, display.type) ? changes[display.type] : undefined
  const number = numberOf(lines, display.about)
  const line = messageOf(lines, display.about)
  if (change === undefined || number === undefined || line === undefined) return lines
  const next = change(line, display)
  return next === line ? lines : replace(lines, number, next)
}

const changes: Readonly<Record<string, (line: MessageLine, display: Display) => MessageLine>> = {
  react: reacted,
  unreact: unreacted,
  redact: redacted,
}

/** A reaction is counted once for each who gives it. */
function reacted(line: MessageLine, { text, nick = '' }: Display): MessageLine {
  if (text === '' || text.length > mostUnits || line.redacted !== undefined) return line
  const people = line.reactions.get(text) ?? []
  const isFull = people.length >= mostPeople || (people.length === 0 && line.reactions.size >= mostReactions)
  if (isFull || people.includes(nick)) return line
  return { ...line, reactions: new Map(line.reactions).set(text, [...people, nick]) }
}

function unreacted(line: MessageLine, { text, nick = '' }: Display): MessageLine {
  const people = line.reactions.get(text)
  if (people?.includes(nick) !== true) return line
  const others = people.filter((one) => one !== nick)
  const reactions = new Map(line.reactions)
  if (others.length === 0) reactions.delete(text)
  else reactions.set(text, others)
  return { ...line, reactions }
}

/** The words go, and are kept nowhere. */
function redacted(line: MessageLine, { nick = '', text: why }: Display): MessageLine {
  return {
    ...line,
    display: { ...line.display, text: '' },
    reactions: noReactions,
    quote: undefined,
    redacted: { by: nick, why },
  }
}

function numberOf(lines: Lines, id: string | undefined): number | undefined {
  if (id === undefined) return undefined
  return findBack(lines, (line) => line.is === 'message' && line.display.id === id, { most: mostBack })
}
