import type { Display } from '../../client/model.ts'
import { bufferFor } from './buffers.ts'
import { replaced } from './lines.ts'
import { type Buffer, type MessageLine, type Page, type Quote, withBuffer } from './model.ts'

/** What happens to a message after it was said: somebody reacts to it, answers it, or it is taken back. */

/** Different reactions that a message can have, and people that are remembered for each. */
const mostReactions = 20
const mostPeople = 100

export function reacted(page: Page, { channel, about, text, nick = '' }: Display): Page {
  return onMessage(page, channel, about, (line) => {
    const people = line.reactions.get(text) ?? []
    if (people.includes(nick) || people.length >= mostPeople) return line
    if (people.length === 0 && line.reactions.size >= mostReactions) return line
    return { ...line, reactions: new Map(line.reactions).set(text, [...people, nick]) }
  })
}

export function takenBack(page: Page, { channel, about, text, nick = '' }: Display): Page {
  return onMessage(page, channel, about, (line) => ({ ...line, redacted: { by: nick, why: text } }))
}

/** What a message answers, as far as it is here. */
export function quoteOf({ lines }: Buffer, { about }: Display): Quote | undefined {
  const line = messageOf(lines, about)
  if (line === undefined || about === undefined) return undefined
  const text = line.redacted === undefined ? line.display.text : 'taken back'
  return { id: about, nick: line.display.nick ?? '', text }
}

function onMessage(
  page: Page,
  channel: string | undefined,
  id: string | undefined,
  change: (line: MessageLine) => MessageLine,
): Page {
  const buffer = bufferFor(page, channel)
  const line = messageOf(buffer?.lines ?? [], id)
  if (buffer === undefined || line === undefined) return page
  return withBuffer(page, buffer.key, (one) => ({ ...one, lines: replaced(one.lines, change(line)) }))
}

function messageOf(lines: Buffer['lines'], id: string | undefined): MessageLine | undefined {
  if (id === undefined) return undefined
  const line = lines.findLast((one) => one.is === 'message' && one.display.id === id)
  return line?.is === 'message' ? line : undefined
}
