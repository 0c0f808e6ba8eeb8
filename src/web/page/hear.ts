import type { Display } from '../../client/model.ts'
import { comingOf, withComing } from '../../client/talk/comings.ts'
import { afterEarlier, withEarlier } from '../../client/talk/earlier.ts'
import { messageLine } from '../../client/talk/line.ts'
import { mentions } from '../../client/talk/mentions.ts'
import { noteOf, strayNote } from '../../client/talk/notes.ts'
import { quoteOf, withChange } from '../../client/talk/on-messages.ts'
import { withTyping, withoutTyping } from '../../client/talk/typing.ts'
import { fold } from '../../protocol/casemap.ts'
import { bufferFor, shown, withLine, withOpened, withoutBuffer } from './buffers.ts'
import { type Buffer, type Page, withBuffer } from './model.ts'

/** What happened in the room becomes lines. */
export function heard(page: Page, display: Display): Page {
  const { type, channel = '' } = display
  switch (type) {
    case 'message':
      return display.isEarlier === true ? hearEarlier(page, display) : hearMessage(page, display)
    case 'join':
    case 'quit':
    case 'nick':
      return came(page, display)
    case 'part':
      return display.self ? withoutBuffer(page, channel) : came(page, display)
    case 'typing':
      return withBuffer(page, fold(channel), (one) => ({
        ...one,
        typing: withTyping(one.typing, display, page.now),
      }))
    case 'react':
    case 'unreact':
    case 'redact':
      return here(page, display, (one) => ({ ...one, lines: withChange(one.lines, display) }))
    // The list of names shows it.
    case 'away':
      return page
    default:
      return hearTalk(page, display)
  }
}

function hearMessage(page: Page, display: Display): Page {
  const { self, nick = '', text, channel = '', time } = display
  const isDirect = !channel.startsWith('#')
  const opened = withOpened(page, channel, isDirect ? 0 : time)
  const buffer = bufferFor(opened, channel)
  if (buffer === undefined) return opened
  if (buffer.key !== fold(channel)) return withLine(opened, buffer.key, strayNote(display))
  const isMention = !self && mentions(text, [page.room?.nick ?? ''])
  const isOld = self || (display.via === 'history' && time < buffer.since)
  const line = messageLine(display, isMention, quoteOf(buffer.lines, display))
  const quiet = withBuffer(opened, buffer.key, (one) => ({
    ...one,
    typing: withoutTyping(one.typing, nick),
    // Who answers has read what is above.
    ...(self && display.via === undefined ? { ruler: undefined } : {}),
  }))
  return withLine(quiet, buffer.key, line, isOld ? 'no' : isMention || isDirect ? 'mention' : 'message')
}

/** One of those from before the oldest line, from the newest to the oldest. */
function hearEarlier(page: Page, display: Display): Page {
  return withBuffer(page, fold(display.channel ?? ''), (one) => ({
    ...one,
    lines: withEarlier(one.lines, display),
  }))
}

function came(page: Page, display: Display): Page {
  const coming = comingOf(display)
  if (coming === undefined) return page
  return here(page, display, (one) => ({ ...one, lines: withComing(one.lines, display, coming) }))
}

/** What the room says of itself. */
function hearTalk(page: Page, display: Display): Page {
  const { code, channel = '', time } = display
  if (code === 'earlier')
    return withBuffer(page, fold(channel), (one) => ({ ...one, earlier: afterEarlier(display) }))
  if (code === 'joined' && channel !== '') return shown(withOpened(page, channel, time), channel)
  const note = noteOf(display)
  const buffer = bufferFor(page, display.channel)
  // The topic stands above the lines.
  if (note === undefined || buffer === undefined || code === '332') return page
  return withLine(page, buffer.key, note)
}

/** With this change where it happened, or where we are. */
function here(page: Page, { channel }: Display, change: (buffer: Buffer) => Buffer): Page {
  const buffer = bufferFor(page, channel)
  return buffer === undefined ? page : withBuffer(page, buffer.key, change)
}
