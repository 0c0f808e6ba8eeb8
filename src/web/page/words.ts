import { plainText } from '../../client/safe-text.ts'
import { clock } from '../../client/describe.ts'
import type { Coming, Line, MessageLine } from '../../client/talk/line.ts'
import { findBack } from '../../client/talk/scrollback.ts'
import { typists } from '../../client/talk/typing.ts'
import type { Buffer, Page } from './model.ts'

/** What the page says in its own words. All of it is safe to show. */

/** What the tab is called: how much is unread, and where. */
export function titleOf(page: Page): string {
  const unread = page.buffers.reduce((sum, one) => sum + one.unread, 0)
  const room = page.room?.isupport.get('NETWORK') ?? 'earshot'
  const buffer = page.buffers.find(({ key }) => key === page.current)
  const where = buffer === undefined || page.phase.is !== 'inside' ? room : `${buffer.name} · ${room}`
  return plainText(unread === 0 ? where : `(${unread}) ${where}`)
}

/** `ann and bob joined; eve left (bye)`. */
export function comingsText(comings: readonly Coming[]): string {
  const joined = comings.filter(({ how }) => how === 'in').map(({ nick }) => nick)
  const left = comings
    .filter(({ how }) => how === 'out')
    .map(({ nick, text }) => (text === '' ? nick : `${nick} (${text})`))
  const renamed = comings
    .filter(({ how }) => how === 'renamed')
    .map(({ nick, text }) => `${nick} is now ${text}`)
  return plainText([...saying(joined, 'joined'), ...saying(left, 'left'), ...renamed].join('; '))
}

const saying = (who: readonly string[], did: string): string[] =>
  who.length === 0 ? [] : [`${listed(who)} ${did}`]

/** `ann, bob and eve`. */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** Who types in it now; empty where nobody does. */
export function typingText({ typing }: Buffer, now: number): string {
  const who = typists(typing, now).map(plainText)
  if (who.length === 0) return ''
  if (who.length > 3) return 'several people are typing'
  return `${listed(who)} ${who.length === 1 ? 'is' : 'are'} typing`
}

/** The lines of a message, each safe to show. */
export function linesOf(text: string): string[] {
  return text.split('\n').map(plainText)
}

const days = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})

/** The day of a time on this computer's calendar, `Sun, 22 Nov 2026`. */
export function dayOf(time: number): string {
  return days.format(time)
}

/** Whether a message goes on with what the one before it on the same day, of the same person, began. */
export function isContinued(before: MessageLine, { display, time }: MessageLine): boolean {
  return (
    before.display.nick === display.nick &&
    before.display.kind !== 'action' &&
    display.kind !== 'action' &&
    time - before.time < continuedMs
  )
}

const continuedMs = 300_000

/** Why nobody can be heard. */
export function awayText({ why }: NonNullable<Page['away']>): string {
  return plainText(`Connection lost (${why}). What you write is sent when it is back.`)
}

/** When it is tried again. */
export function retryText({ retryAt }: NonNullable<Page['away']>, now: number): string {
  const inMs = retryAt === undefined ? 0 : Math.max(0, retryAt - now)
  return inMs === 0 ? 'Trying now' : `Try now (in ${Math.ceil(inMs / 1_000)} s)`
}

/** `12:04`. */
export const timeOfDay = clock

/** A message, and its number. */
export interface Found {
  readonly n: number
  readonly line: MessageLine
}

/** Messages that hold the words, newest first. */
export function found({ lines }: Buffer, query: string): Found[] {
  const words = query.toLowerCase().trim()
  const all: Found[] = []
  const note = (line: Line, n: number): boolean => {
    if (line.is === 'message' && line.redacted === undefined && isIn(line.display, words))
      all.push({ n, line })
    return all.length === mostFound
  }
  if (words !== '') findBack(lines, note)
  return all
}

const mostFound = 50

const isIn = ({ nick = '', text }: MessageLine['display'], words: string): boolean =>
  `${nick} ${text}`.toLowerCase().includes(words)
