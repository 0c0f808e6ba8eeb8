import type { Display } from '../client/model.ts'
import { comingOf, withComing } from '../client/talk/comings.ts'
import { afterEarlier, withEarlier } from '../client/talk/earlier.ts'
import { messageLine } from '../client/talk/line.ts'
import { mentions } from '../client/talk/mentions.ts'
import { noteOf, strayNote } from '../client/talk/notes.ts'
import { quoteOf, withChange } from '../client/talk/on-messages.ts'
import { withTyping } from '../client/talk/typing.ts'
import { fold } from '../protocol/casemap.ts'
import {
  bufferFor,
  shownBuffer,
  withLine,
  withMessage,
  withOpened,
  withRenamed,
  withoutBuffer,
} from './buffers.ts'
import { type TuiEffect, type Updated, done } from './events.ts'
import { type Buffer, type Tui, withBuffer } from './model.ts'

/** What happened in the room becomes lines. */
export function heard(tui: Tui, display: Display): Updated {
  switch (display.type) {
    case 'message':
      return display.isEarlier === true ? done(hearEarlier(tui, display)) : hearMessage(tui, display)
    case 'join':
    case 'quit':
      return done(came(tui, display))
    case 'nick':
      return done(withRenamed(came(tui, display), display.nick ?? '', display.text))
    case 'part':
      return done(display.self ? withoutBuffer(tui, fold(display.channel ?? '')) : came(tui, display))
    case 'typing':
      return done(hearTyping(tui, display))
    case 'react':
    case 'unreact':
    case 'redact':
      return done(here(tui, display, (one) => ({ ...one, lines: withChange(one.lines, display) })))
    // The list of names shows it.
    case 'away':
      return done(tui)
    default:
      return done(hearTalk(tui, display))
  }
}

function hearMessage(tui: Tui, display: Display): Updated {
  const { self, nick = '', text, channel = '', time } = display
  const isDirect = !channel.startsWith('#')
  const opened = withOpened(tui, channel, isDirect ? 0 : time)
  const buffer = bufferFor(opened, channel)
  if (buffer.key !== fold(channel)) return done(withLine(tui, buffer.key, strayNote(display)))
  const isMention = !self && (isDirect || mentions(text, [tui.room.nick, ...tui.settings.highlight]))
  const line = messageLine(display, isMention && !isDirect, quoteOf(buffer.lines, display))
  // What was said before we came is not unread.
  const isNew = !(display.via === 'history' && time < buffer.since)
  const next = withMessage(opened, buffer.key, line, isNew)
  const isForUs = isMention && isNew && nick !== ''
  if (!isForUs || (tui.isFocused && buffer.key === tui.current)) return done(next)
  const bell: TuiEffect[] = tui.settings.bell && display.via === undefined ? [{ do: 'bell' }] : []
  return done(next, ...bell, { do: 'notify', display })
}

function came(tui: Tui, display: Display): Tui {
  const coming = comingOf(display)
  if (coming === undefined) return tui
  return here(tui, display, (one) => ({ ...one, lines: withComing(one.lines, display, coming) }))
}

function hearTyping(tui: Tui, display: Display): Tui {
  return withBuffer(tui, fold(display.channel ?? ''), (one) => ({
    ...one,
    typing: withTyping(one.typing, display, tui.now),
  }))
}

function hearEarlier(tui: Tui, display: Display): Tui {
  return withBuffer(tui, fold(display.channel ?? ''), (one) => ({
    ...one,
    lines: withEarlier(one.lines, display),
  }))
}

/** What the room says of itself. */
function hearTalk(tui: Tui, display: Display): Tui {
  const { code, channel = '', time } = display
  if (code === 'earlier')
    return withBuffer(tui, fold(channel), (one) => ({ ...one, earlier: afterEarlier(display) }))
  if (code === 'joined' && channel !== '')
    return shownBuffer(
      withBuffer(withOpened(tui, channel, time), fold(channel), (one) => ({ ...one, since: time })),
      fold(channel),
    )
  const note = noteOf(display)
  return note === undefined ? tui : withLine(tui, bufferFor(tui, display.channel).key, note)
}

/** With this change where it happened, or where we are. */
function here(tui: Tui, { channel }: Display, change: (buffer: Buffer) => Buffer): Tui {
  return withBuffer(tui, bufferFor(tui, channel).key, change)
}
