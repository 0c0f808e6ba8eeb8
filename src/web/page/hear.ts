import { describe } from '../../client/describe.ts'
import type { Display } from '../../client/model.ts'
import { fold } from '../../protocol/casemap.ts'
import { bufferFor, shown, withLine, withOpened, withoutBuffer } from './buffers.ts'
import { prepended, replaced } from './lines.ts'
import { mentions } from './mentions.ts'
import { type Coming, type MessageLine, type NoteLine, type Page, withBuffer } from './model.ts'
import { quoteOf, reacted, takenBack } from './on-messages.ts'

/** Older runs of who came and went are not added to, ms. */
const runMs = 3_600_000
/** Of one run that many are told. */
const mostComings = 50
/** Who types says so every 3 s and is believed for 6 (IRCv3 typing); so many are remembered. */
const typingMs = 6_000
const mostTyping = 20

/** What happened in the room becomes lines. */
export function heard(page: Page, display: Display): Page {
  const { nick = '', text, channel } = display
  switch (display.type) {
    case 'message':
      return display.isEarlier === true ? hearEarlier(page, display) : hearMessage(page, display)
    case 'join':
      return came(page, display, { how: 'in', nick, text: '' })
    case 'quit':
      return came(page, display, { how: 'out', nick, text })
    case 'nick':
      return came(page, display, { how: 'renamed', nick, text })
    case 'part':
      return display.self
        ? withoutBuffer(page, channel ?? '')
        : came(page, display, { how: 'out', nick, text })
    case 'typing':
      return hearTyping(page, display)
    case 'react':
      return reacted(page, display)
    case 'redact':
      return takenBack(page, display)
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
  const isMention = !self && mentions(text, page.room?.nick ?? '')
  const isOld = self || (display.via === 'history' && time < buffer.since)
  const line = messageLine(display, isMention, quoteOf(buffer, display))
  const quiet = withBuffer(opened, buffer.key, (one) => {
    const typing = new Map(one.typing)
    typing.delete(nick)
    // Who answers has read what is above.
    return { ...one, typing, ...(self && display.via === undefined ? { ruler: undefined } : {}) }
  })
  return withLine(quiet, buffer.key, line, isOld ? 'no' : isMention || isDirect ? 'mention' : 'message')
}

/** One of those from before the oldest line, from the newest to the oldest. */
function hearEarlier(page: Page, display: Display): Page {
  const line = messageLine(display, false, undefined)
  return withBuffer(page, fold(display.channel ?? ''), (one) => ({ ...one, lines: prepended(one, line) }))
}

function messageLine(
  display: Display,
  isMention: boolean,
  quote: MessageLine['quote'],
): Omit<MessageLine, 'n'> {
  return { is: 'message', time: display.time, display, isMention, reactions: new Map(), quote }
}

/** Runs of who comes and goes are one line. */
function came(page: Page, { channel, time }: Display, coming: Coming): Page {
  const buffer = bufferFor(page, channel)
  if (buffer === undefined) return page
  const last = buffer.lines.at(-1)
  const isRun = last?.is === 'comings' && last.comings.length < mostComings && time - last.time < runMs
  if (!isRun) return withLine(page, buffer.key, { is: 'comings', time, comings: [coming] })
  // Who went and came again, or came and went, in one run has their last step told alone.
  const others = last.comings.filter((one) => one.how === 'renamed' || fold(one.nick) !== fold(coming.nick))
  const line = { ...last, comings: [...others, coming] }
  return withBuffer(page, buffer.key, (one) => ({ ...one, lines: replaced(one.lines, line) }))
}

function hearTyping(page: Page, { channel = '', nick = '', text }: Display): Page {
  return withBuffer(page, fold(channel), (one) => {
    const typing = new Map(one.typing)
    typing.delete(nick)
    if (text === 'active' && typing.size < mostTyping) typing.set(nick, page.now + typingMs)
    return { ...one, typing }
  })
}

const tones: Readonly<Record<string, NoteLine['tone']>> = {
  error: 'error',
  gap: 'gap',
  topic: 'event',
  mode: 'event',
}

/** What the room says of itself. */
function hearTalk(page: Page, display: Display): Page {
  const { type, code, channel, time, text } = display
  if (code === 'earlier' && channel !== undefined)
    return withBuffer(page, fold(channel), (one) => ({ ...one, earlier: text === '0' ? 'all' : 'unasked' }))
  if (code === 'joined' && channel !== undefined) return shown(withOpened(page, channel, time), channel)
  const words = describe(display)
  const buffer = bufferFor(page, channel)
  // The topic stands above the lines.
  if (words === undefined || buffer === undefined || code === 'notice' || code === '332') return page
  return withLine(page, buffer.key, { is: 'note', time, tone: tones[type] ?? 'talk', text: words })
}
