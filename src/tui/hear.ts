import { describe } from '../client/describe.ts'
import type { Display } from '../client/model.ts'
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
import { mentions } from './mentions.ts'
import { type Coming, type Line, type MessageLine, type Tui, noReactions, withBuffer } from './model.ts'
import { answeredIn, reacted, takenBack } from './on-messages.ts'
import { lastOf, lineAt, replace } from './scrollback.ts'
import { hearEarlier, hearEarlierEnd } from './earlier.ts'

/** Older runs of who came and went are not added to, ms. */
const runMs = 3_600_000
/** Of one run that many are told. */
const mostComings = 50
/** People of whom is known that they type. */
const mostTyping = 50

/** What happened in the room becomes lines. */
export function heard(tui: Tui, display: Display): Updated {
  switch (display.type) {
    case 'message':
      return display.isEarlier === true ? done(hearEarlier(tui, display)) : hearMessage(tui, display)
    case 'join':
      return done(came(tui, display, { how: 'in', nick: display.nick ?? '', text: '' }))
    case 'quit':
      return done(came(tui, display, { how: 'out', nick: display.nick ?? '', text: display.text }))
    case 'nick':
      return done(
        withRenamed(
          came(tui, display, { how: 'renamed', nick: display.nick ?? '', text: display.text }),
          display.nick ?? '',
          display.text,
        ),
      )
    case 'part':
      return done(
        display.self
          ? withoutBuffer(tui, fold(display.channel ?? ''))
          : came(tui, display, { how: 'out', nick: display.nick ?? '', text: display.text }),
      )
    case 'typing':
      return done(hearTyping(tui, display))
    case 'react':
      return done(reacted(tui, display))
    case 'redact':
      return done(takenBack(tui, display))
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
  // It must not look as if it had been said where we are.
  if (buffer.key !== fold(channel))
    return done(
      withLine(tui, buffer.key, {
        is: 'note',
        time,
        tone: 'talk',
        text: `${nick} to ${isDirect ? 'you alone' : channel}: ${text}`,
      }),
    )
  const isMention = !self && (isDirect || mentions(text, [tui.room.nick, ...tui.settings.highlight]))
  const line: MessageLine = {
    is: 'message',
    time,
    display,
    isMention: isMention && !isDirect,
    reactions: noReactions,
    quote: answeredIn(buffer, display),
  }
  // What was said before we came is not unread.
  const isNew = !(display.via === 'history' && time < buffer.since)
  const next = withMessage(opened, buffer.key, line, isNew)
  const isForUs = isMention && isNew && nick !== ''
  if (!isForUs || (tui.isFocused && buffer.key === tui.current)) return done(next)
  const bell: TuiEffect[] = tui.settings.bell && display.via === undefined ? [{ do: 'bell' }] : []
  return done(next, ...bell, { do: 'notify', display })
}

/** Runs of who comes and goes are one line. */
function came(tui: Tui, display: Display, coming: Coming): Tui {
  const { key, lines } = bufferFor(tui, display.channel)
  const number = lastOf(lines)
  const last = lineAt(lines, number)
  const isRun =
    last?.is === 'comings' && last.comings.length < mostComings && display.time - last.time < runMs
  if (!isRun) return withLine(tui, key, { is: 'comings', time: display.time, comings: [coming] })
  const line: Line = { ...last, comings: folded(last.comings, coming) }
  return withBuffer(tui, key, (one) => ({ ...one, lines: replace(one.lines, number, line) }))
}

/** Who went and came again, or came and went, in one run has their last step told alone. */
function folded(comings: readonly Coming[], coming: Coming): Coming[] {
  const others = comings.filter(({ nick, how }) => how === 'renamed' || fold(nick) !== fold(coming.nick))
  return [...others, coming]
}

function hearTyping(tui: Tui, { channel, nick = '', text, time }: Display): Tui {
  const { key } = bufferFor(tui, channel)
  if (channel === undefined || fold(channel) !== key) return tui
  return withBuffer(tui, key, (one) => {
    const typing = new Map(one.typing)
    typing.delete(nick)
    if (text === 'active') typing.set(nick, Math.max(time, tui.now))
    const [oldest] = typing.keys()
    if (typing.size > mostTyping && oldest !== undefined) typing.delete(oldest)
    return { ...one, typing }
  })
}

/** What the room says of itself. */
function hearTalk(tui: Tui, display: Display): Tui {
  const { type, code, channel, time } = display
  if (code === 'earlier') return hearEarlierEnd(tui, display)
  if (code === 'joined' && channel !== undefined)
    return shownBuffer(
      withBuffer(withOpened(tui, channel, time), fold(channel), (one) => ({ ...one, since: time })),
      fold(channel),
    )
  const text = describe(display)
  if (text === undefined || code === 'notice') return tui
  const tone =
    type === 'error'
      ? 'error'
      : type === 'gap'
        ? 'gap'
        : type === 'topic' || type === 'mode'
          ? 'event'
          : 'talk'
  return withLine(tui, bufferFor(tui, channel).key, { is: 'note', time, tone, text })
}
