import type { Display } from '../client/model.ts'
import { bufferFor } from './buffers.ts'
import { type Buffer, type Line, type MessageLine, type Tui, noReactions, withBuffer } from './model.ts'
import { findBack, lineAt, replace } from './scrollback.ts'

/** How far back a message is looked for that another line is about, and how many reactions it shows. */
const mostBack = 2_000
const mostReactions = 20
const mostOfOne = 100
/** UTF-16 units of one reaction: it is an emoji, or a word. */
const mostUnits = 32

/** The number of the message with this id. */
function numberOf(buffer: Buffer, id: string): number | undefined {
  return findBack(buffer.lines, (line) => line.is === 'message' && line.display.id === id, { most: mostBack })
}

/** What a message answers, as far as it is here. */
export function answeredIn(buffer: Buffer, { about }: Display): MessageLine['quote'] {
  if (about === undefined) return undefined
  const number = numberOf(buffer, about)
  const line = number === undefined ? undefined : lineAt(buffer.lines, number)
  if (line?.is !== 'message' || line.redacted !== undefined) return { nick: '', text: 'an earlier message' }
  return { nick: line.display.nick ?? '', text: line.display.text }
}

/** A reaction is counted once for each who gives it. */
export function reacted(tui: Tui, display: Display): Tui {
  const { text, nick = '' } = display
  return onMessage(tui, display, (line) => {
    const by = line.reactions.get(text) ?? []
    if (text === '' || text.length > mostUnits) return line
    const isFull = by.length >= mostOfOne || (by.length === 0 && line.reactions.size >= mostReactions)
    if (by.includes(nick) || isFull) return line
    return { ...line, reactions: new Map(line.reactions).set(text, [...by, nick]) }
  })
}

/** The words go, and are kept nowhere. */
export function takenBack(tui: Tui, display: Display): Tui {
  const { nick = '', text: why } = display
  return onMessage(tui, display, (line) => ({
    ...line,
    display: { ...line.display, text: '' },
    reactions: noReactions,
    quote: undefined,
    redacted: { by: nick, why },
  }))
}

function onMessage(tui: Tui, { channel, about }: Display, change: (line: MessageLine) => Line): Tui {
  const buffer = bufferFor(tui, channel)
  const number = about === undefined ? undefined : numberOf(buffer, about)
  const line = number === undefined ? undefined : lineAt(buffer.lines, number)
  if (number === undefined || line?.is !== 'message') return tui
  return withBuffer(tui, buffer.key, (one) => ({ ...one, lines: replace(one.lines, number, change(line)) }))
}
